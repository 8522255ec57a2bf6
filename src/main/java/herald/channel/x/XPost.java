package herald.channel.x;

import herald.channel.Message;
import io.micronaut.json.tree.JsonNode;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A post as X's timeline shows it, its text as it was written: X escapes three characters and puts short links of its own.
 *
 * @param parent the post it replies to
 */
record XPost(String id, String text, Instant createdAt, Optional<String> parent) {

    /** Empty where something is missing that a comparison needs. */
    static Optional<XPost> of(JsonNode post) {
        return text(post, "id")
                .filter(id -> isNumber(id))
                .flatMap(id -> text(post, "text")
                        .flatMap(text -> text(post, "created_at")
                                .flatMap(XPost::moment)
                                .map(createdAt -> new XPost(id, written(text, post), createdAt, parent(post)))));
    }

    /** Whether this is {@code message}: the same words under the same parent, posted since {@code from}. */
    boolean is(Message message, Instant from) {
        return !createdAt.isBefore(from)
                && parent.equals(message.replyTo().map(Message.ReplyTo::remoteId))
                && comparable(text).equals(comparable(message.text()));
    }

    /** The id of the post before, as X numbers them; empty where it is no number. */
    static Optional<Long> number(Message.ReplyTo parent) {
        return Optional.of(parent.remoteId()).filter(XPost::isNumber).map(Long::valueOf);
    }

    static boolean isNumber(String id) {
        return id.matches("\\d{1,18}|[1-8]\\d{18}");
    }

    private static String written(String text, JsonNode post) {
        var plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        for (var link : list(Optional.ofNullable(post.get("entities")).map(entities -> entities.get("urls")))
                .toList()) {
            var shortened = text(link, "url");
            var expanded = text(link, "expanded_url");
            if (shortened.isPresent() && expanded.isPresent()) {
                plain = plain.replace(shortened.get(), expanded.get());
            }
        }
        return plain;
    }

    private static Optional<String> parent(JsonNode post) {
        return list(Optional.ofNullable(post.get("referenced_tweets")))
                .filter(reference ->
                        text(reference, "type").filter("replied_to"::equals).isPresent())
                .flatMap(reference -> text(reference, "id").stream())
                .findFirst();
    }

    /** X expands {@code example.com} to {@code http://example.com} and may add a slash: neither tells two posts apart. */
    private static String comparable(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .replaceAll("(?i)https?://", "")
                .replaceAll("/(?=\\s|$)", "")
                .replaceAll("(?U)\\s+", " ")
                .strip();
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Stream<JsonNode> list(Optional<JsonNode> node) {
        return node.filter(JsonNode::isArray).stream()
                .flatMap(array -> StreamSupport.stream(array.values().spliterator(), false));
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.ofNullable(node.get(name)).filter(JsonNode::isString).map(JsonNode::getStringValue);
    }
}
