package herald.channel;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One update in parts, for far sides that lay messages out themselves. In the target's language, plain text without mark-up; frozen with
 * the message.
 *
 * @param page the page's name
 * @param incidentId as the page's address and the API have it
 * @param updateId likewise
 * @param sequence the update's place in its incident, from 1 and growing; receivers keep the highest
 * @param stage such as {@code investigating}
 * @param stageLabel the same in words
 * @param impact {@code none}, {@code minor}, {@code major}, {@code critical} or {@code maintenance}
 * @param title the incident's name
 * @param body what staff wrote
 * @param at when the update was posted
 * @param time the same in words, in the page's zone
 * @param components the names of those it touches
 * @param nextUpdate a whole sentence; null when nothing is promised
 * @param nextUpdateAt likewise
 * @param link the incident on the page
 */
@Serdeable
public record Card(
        String page,
        URI pageLink,
        String incidentId,
        String updateId,
        long sequence,
        boolean maintenance,
        String stage,
        String stageLabel,
        String impact,
        String title,
        String body,
        Instant at,
        String time,
        List<String> components,
        @Nullable String nextUpdate,
        @Nullable Instant nextUpdateAt,
        @Nullable Instant impactStartedAt,
        @Nullable Instant impactEndedAt,
        URI link,
        String language) {

    /** The colour of the far side's bar, as {@code RRGGBB}: by impact, and green once it is over. */
    public String colour() {
        if (stage.equals("resolved") || stage.equals("completed")) {
            return "1A7F4B";
        }
        return switch (impact) {
            case "critical" -> "C62828";
            case "major" -> "D9640B";
            case "maintenance" -> "2F6FDB";
            default -> "C99700";
        };
    }

    /** The components and the promise, each in a line, where {@code text} does not tell of them all. */
    public List<String> unsaidIn(String text) {
        var affected = components.stream().allMatch(text::contains) ? "" : String.join(" · ", components);
        return Stream.of(affected, Objects.requireNonNullElse(nextUpdate, ""))
                .filter(line -> !line.isEmpty() && !text.contains(line))
                .toList();
    }
}
