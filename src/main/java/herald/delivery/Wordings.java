package herald.delivery;

import herald.database.Transactions;
import herald.incident.NewUpdate;
import herald.page.InvalidException;
import herald.page.Page;
import herald.page.Wording;
import herald.staff.Actor;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/** Staff's own words for single targets, in place of what the template would say. */
@Singleton
public class Wordings {

    private final WordingRepository rows;
    private final Targets targets;
    private final Transactions transactions;
    private final Clock clock;

    Wordings(WordingRepository rows, Targets targets, Transactions transactions, Clock clock) {
        this.rows = rows;
        this.targets = targets;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Keeps the words of an update, within the transaction that posts it.
     *
     * @param texts by the target's code; a blank one leaves the template's
     * @throws InvalidException when a text will not do
     * @throws TargetNotFoundException when the page has no such target
     */
    public void keep(Page page, long updateId, Map<String, String> texts, Actor actor) {
        check(texts);
        transactions.run(() -> texts.forEach((code, text) -> {
            var target = targets.byCode(page.id(), code);
            if (text.isBlank()) {
                rows.forget(updateId, target.id());
            } else {
                rows.keep(updateId, target.id(), text.strip(), actor.name(), clock.instant());
            }
        }));
    }

    /** @throws InvalidException when one will not do */
    public static void check(Map<String, String> texts) {
        var problems = new ArrayList<String>();
        texts.forEach((code, text) -> {
            Wording.problem(text).ifPresent(what -> problems.add("texts." + code + ": " + what));
            if (text.length() > NewUpdate.LONGEST_BODY) {
                problems.add("texts." + code + ": " + text.length() + " characters, at most " + NewUpdate.LONGEST_BODY
                        + " are taken.");
            }
        });
        InvalidException.throwIfAny(problems);
    }

    Optional<String> of(long updateId, long targetId) {
        return rows.of(updateId, targetId);
    }
}
