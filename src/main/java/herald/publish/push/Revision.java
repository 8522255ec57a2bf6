package herald.publish.push;

import herald.publish.PageSnapshot;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which state of which page: what {@code version.json} says. */
record Revision(String page, long version, Instant renderedAt) {

    private static final Pattern JSON = Pattern.compile(
            "\\{\"page\":\"([^\"\\\\]+)\",\"version\":(\\d{1,18}),\"rendered_at\":\"([^\"\\\\]+)\"}\\s*");

    static Revision of(PageSnapshot snapshot) {
        return new Revision(snapshot.pageCode(), snapshot.version(), snapshot.renderedAt());
    }

    byte[] json() {
        var text = "{\"page\":\"" + page + "\",\"version\":" + version + ",\"rendered_at\":\"" + renderedAt + "\"}\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Empty for anything Herald has not written. */
    static Optional<Revision> parse(byte[] json) {
        var found = JSON.matcher(new String(json, StandardCharsets.UTF_8));
        try {
            return found.matches()
                    ? Optional.of(
                            new Revision(found.group(1), Long.parseLong(found.group(2)), Instant.parse(found.group(3))))
                    : Optional.empty();
        } catch (DateTimeException wrong) {
            return Optional.empty();
        }
    }

    /** Of two of the same version the one made later counts, as in memory. */
    boolean isNewerThan(Revision other) {
        return version > other.version || (version == other.version && renderedAt.isAfter(other.renderedAt));
    }
}
