package herald.channel.bluesky;

import herald.channel.Card;
import herald.channel.Message;
import herald.channel.http.Json;
import io.micronaut.json.tree.JsonNode;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Optional;

/** A post as it is written down: made of the message and the posts before it, and of nothing else. */
final class BlueskyRecord {

    private static final DateTimeFormatter MOMENT =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private BlueskyRecord() {}

    /** The name of its own that every try gives it. */
    static String rkey(Message message) {
        return Tid.of(message.firstSentAt(), message.key());
    }

    static JsonNode of(Message message, Optional<Reply> reply) {
        return Json.object(
                "$type",
                PostReference.COLLECTION,
                "text",
                message.text(),
                "createdAt",
                MOMENT.format(message.firstSentAt()),
                "langs",
                List.of(message.language()),
                "facets",
                Optional.of(Facets.of(message.text())).filter(facets -> !facets.isEmpty()),
                "embed",
                message.card()
                        .filter(card -> message.text().contains(card.link().toASCIIString()))
                        .map(BlueskyRecord::preview),
                "reply",
                reply.map(before -> Json.object("root", strong(before.root()), "parent", strong(before.parent()))));
    }

    /** The posts a reply hangs on; both with their content's hash. */
    record Reply(PostReference root, PostReference parent) {}

    private static JsonNode preview(Card card) {
        return Json.object(
                "$type",
                "app.bsky.embed.external",
                "external",
                Json.object("uri", card.link().toASCIIString(), "title", card.title(), "description", card.page()));
    }

    private static JsonNode strong(PostReference post) {
        return Json.object("uri", post.uri(), "cid", post.cid().orElseThrow());
    }
}
