package herald.channel.webhook;

import herald.channel.Card;
import herald.channel.Fitted;
import herald.channel.Fitting;
import herald.channel.Measure;
import herald.channel.Message;
import herald.channel.Words;
import herald.channel.http.Json;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.JsonMapper;
import java.time.Instant;
import java.util.Optional;

/** An update as a receiver gets it: the whole state it leads to, so that the event with the highest sequence is all one needs to keep. */
final class WebhookEvent {

    static final String TYPE = "incident.update.created";

    /** Standard Webhooks asks for 20 KB at most. */
    private static final int MOST_BYTES = 20_000;

    private static final Fitting TEXT = new Fitting("The receiver", Measure.utf8(6_000));

    private final JsonMapper json;

    WebhookEvent(JsonMapper json) {
        this.json = json;
    }

    static Fitted fit(Words words) {
        return TEXT.cut(new Words(words.text(), Optional.empty(), words.language()));
    }

    /** The event's id, the same at every try: a receiver takes it once. */
    static String id(Message message) {
        return message.key().replace('.', '_');
    }

    /** The same bytes at every try; what staff wrote is cut where there is too much of it. */
    byte[] body(Message message) {
        return message.card()
                .map(card -> whole(message, card))
                .orElseGet(() -> bytes(message.firstSentAt(), "text", message.text(), "language", message.language()));
    }

    private byte[] whole(Message message, Card card) {
        var whole = bytes(message, card, card.body());
        if (whole.length <= MOST_BYTES) {
            return whole;
        }
        var fitting = new Fitting("The receiver", Measure.of(MOST_BYTES, body -> bytes(message, card, body).length));
        return bytes(
                message,
                card,
                fitting.cut(new Words(card.body(), Optional.empty(), card.language()))
                        .text());
    }

    private byte[] bytes(Message message, Card card, String body) {
        return bytes(
                card.at(),
                "page",
                card.page(),
                "page_link",
                card.pageLink().toASCIIString(),
                "incident_id",
                card.incidentId(),
                "update_id",
                card.updateId(),
                "sequence",
                card.sequence(),
                "maintenance",
                card.maintenance(),
                "stage",
                card.stage(),
                "stage_label",
                card.stageLabel(),
                "impact",
                card.impact(),
                "title",
                card.title(),
                "body",
                body,
                "at",
                card.at().toString(),
                "time",
                card.time(),
                "components",
                card.components(),
                "next_update",
                Optional.ofNullable(card.nextUpdate()),
                "next_update_at",
                moment(card.nextUpdateAt()),
                "impact_started_at",
                moment(card.impactStartedAt()),
                "impact_ended_at",
                moment(card.impactEndedAt()),
                "link",
                card.link().toASCIIString(),
                "language",
                card.language(),
                "text",
                message.text());
    }

    private byte[] bytes(Instant at, Object... data) {
        return Json.bytes(json, Json.object("type", TYPE, "timestamp", at.toString(), "data", Json.object(data)));
    }

    private static Optional<String> moment(@Nullable Instant moment) {
        return Optional.ofNullable(moment).map(Instant::toString);
    }
}
