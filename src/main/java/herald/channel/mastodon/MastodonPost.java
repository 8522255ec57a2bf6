package herald.channel.mastodon;

import herald.channel.Message;
import herald.channel.Receipt;
import herald.channel.http.Json;
import io.micronaut.json.tree.JsonNode;
import java.net.URI;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A post as a server shows it.
 *
 * @param text its words without mark-up, as near as they can be told from the HTML
 * @param parent the post it answers
 */
record MastodonPost(String id, Optional<URI> address, String text, Instant createdAt, Optional<String> parent) {

    /** Empty where something is missing that a comparison needs. */
    static Optional<MastodonPost> of(JsonNode status) {
        return Json.text(status, "id")
                .filter(MastodonPost::isId)
                .flatMap(id -> Json.text(status, "created_at")
                        .flatMap(MastodonPost::moment)
                        .map(createdAt -> new MastodonPost(
                                id,
                                address(status),
                                MastodonHtml.plain(Json.text(status, "content").orElse("")),
                                createdAt,
                                Json.text(status, "in_reply_to_id"))));
    }

    /** What a server says of a post it has just taken; empty where it does not name it. */
    static Optional<Receipt> receipt(JsonNode status) {
        return Json.text(status, "id")
                .filter(MastodonPost::isId)
                .map(id -> new Receipt(Optional.of(id), address(status)));
    }

    /** Mastodon counts its posts; others take letters too. */
    static boolean isId(String id) {
        return id.matches("(?=.*\\d)[0-9A-Za-z-]{1,64}");
    }

    Receipt receipt() {
        return new Receipt(Optional.of(id), address);
    }

    /**
     * Whether this stands where {@code message} would stand: under the same post, since {@code from}. A server forgets the parent of a
     * reply once that is deleted.
     */
    boolean standsFor(Message message, Instant from) {
        var wanted = message.replyTo().map(Message.ReplyTo::remoteId);
        boolean isBefore = Stream.of(message.replyTo(), message.root())
                .flatMap(Optional::stream)
                .anyMatch(before -> before.remoteId().equals(id));
        return !isBefore && !createdAt.isBefore(from) && (parent.isEmpty() || parent.equals(wanted));
    }

    /** Whether {@code text} is what {@code message} says, as far as white space and mentions may be trusted. */
    static boolean isSaid(String text, Message message) {
        return comparable(text).equals(comparable(message.text()));
    }

    private static String comparable(String text) {
        return MastodonMeasure.withoutHosts(Normalizer.normalize(text, Normalizer.Form.NFC))
                .replaceAll("(?U)\\s+", " ")
                .strip();
    }

    private static Optional<URI> address(JsonNode status) {
        return Json.text(status, "url")
                .or(() -> Json.text(status, "uri"))
                .filter(address -> address.matches("(?i)https?://[\\x21-\\x7e]{1,1900}"))
                .flatMap(MastodonPost::uri);
    }

    private static Optional<URI> uri(String address) {
        try {
            return Optional.of(URI.create(address));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
