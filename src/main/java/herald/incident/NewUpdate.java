package herald.incident;

import herald.page.Wording;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One word to the public.
 *
 * @param bodies Markdown by language, one of them at least
 * @param displayAt when it shall be shown as posted; null for now
 * @param deliverNotifications whether accounts and subscribers are told
 */
public record NewUpdate(
        Stage stage,
        Map<String, String> bodies,
        Details details,
        @Nullable Instant displayAt,
        boolean deliverNotifications) {

    /** The most characters of one body. */
    public static final int LONGEST_BODY = 25_000;

    List<String> problems(Instant now) {
        var problems = new ArrayList<>(details.problems(now));
        problems.addAll(bodyProblems(bodies));
        if (displayAt != null && displayAt.isAfter(now.plusSeconds(300))) {
            problems.add("incident.display_at: " + displayAt + " has not come yet.");
        }
        return problems;
    }

    static List<String> bodyProblems(Map<String, String> bodies) {
        var problems = new ArrayList<String>();
        if (bodies.values().stream().allMatch(String::isBlank)) {
            problems.add("incident.body: write what people should know, in one language at least.");
        }
        bodies.forEach((language, body) -> {
            if (!Wording.isLanguage(language)) {
                problems.add(
                        "incident.herald.bodies: '" + language + "' is not a language code; use one such as ko or en.");
            }
            Wording.problem(body).ifPresent(what -> problems.add("incident.body (" + language + "): " + what));
            if (body.length() > LONGEST_BODY) {
                problems.add("incident.body (" + language + "): " + body.length() + " characters, at most "
                        + LONGEST_BODY + " are taken.");
            }
        });
        return problems;
    }
}
