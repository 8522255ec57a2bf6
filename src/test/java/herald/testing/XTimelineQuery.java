package herald.testing;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which posts of an account a reader asks for. */
record XTimelineQuery(int most, int skip, long sinceId, long untilId, Instant start, Instant end, boolean repliesToo) {
    private static final String NUMBER = "[0-9]{1,19}";

    static XTimelineQuery of(XRequest request) throws InvalidParameter {
        var exclude = List.of(request.parameter("exclude").orElse("retweets").split(","));
        if (!Set.of("retweets", "replies").containsAll(exclude)) throw new InvalidParameter("exclude", "" + exclude);
        return new XTimelineQuery(
                (int) number(request, "max_results", 10, 5, 100),
                skip(request),
                number(request, "since_id", 0, 0, Long.MAX_VALUE),
                number(request, "until_id", Long.MAX_VALUE, 0, Long.MAX_VALUE),
                instant(request, "start_time", Instant.MIN),
                instant(request, "end_time", Instant.MAX),
                !exclude.contains("replies"));
    }

    boolean takes(XPost post) {
        return post.number() > sinceId
                && post.number() < untilId
                && !post.createdAt().isBefore(start)
                && post.createdAt().isBefore(end)
                && (repliesToo || post.inReplyTo().isEmpty());
    }

    /** What the next page is asked for with after {@code seen} posts. */
    static String tokenAfter(int seen) {
        return "stub" + seen;
    }

    private static int skip(XRequest request) throws InvalidParameter {
        var token = request.parameter("pagination_token").map(it -> it.replaceFirst("^stub", ""));
        return (int) number(token, "pagination_token", 0, 0, 1_000_000);
    }

    private static long number(XRequest request, String name, long otherwise, long least, long most)
            throws InvalidParameter {
        return number(request.parameter(name), name, otherwise, least, most);
    }

    private static long number(Optional<String> value, String name, long otherwise, long least, long most)
            throws InvalidParameter {
        if (value.isEmpty()) return otherwise;
        if (!value.get().matches(NUMBER)) throw new InvalidParameter(name, value.get());
        try {
            var number = Long.parseLong(value.get());
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException _) {
            // Nineteen digits may still be too much.
        }
        throw new InvalidParameter(name, value.get());
    }

    private static Instant instant(XRequest request, String name, Instant otherwise) throws InvalidParameter {
        var value = request.parameter(name);
        try {
            return value.map(Instant::parse).orElse(otherwise);
        } catch (DateTimeParseException _) {
            throw new InvalidParameter(name, value.get());
        }
    }

    /** The query asks for something that X does not understand. */
    static final class InvalidParameter extends Exception {
        final String name;
        final String value;

        InvalidParameter(String name, String value) {
            super(name);
            this.name = name;
            this.value = value;
        }
    }
}
