package herald.delivery;

import herald.database.Transactions;
import herald.incident.Incidents;
import herald.incident.NewUpdate;
import herald.incident.Story;
import herald.page.Page;
import herald.staff.Actor;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Map;

/** Posts updates together with staff's own words for single targets: both are written, or neither. */
@Singleton
public class Announcements {

    private final Incidents incidents;
    private final Wordings wordings;
    private final Transactions transactions;

    Announcements(Incidents incidents, Wordings wordings, Transactions transactions) {
        this.incidents = incidents;
        this.wordings = wordings;
        this.transactions = transactions;
    }

    /** As {@link Incidents#open}, and with {@code texts} by the target's code. */
    public Story open(Page page, NewUpdate first, Map<String, String> texts, Actor actor) {
        Wordings.check(texts);
        return transactions.write(() -> worded(page, incidents.open(page, first, actor), texts, actor));
    }

    /** As {@link Incidents#post}, and with {@code texts} by the target's code. */
    public Story post(
            Page page, String code, NewUpdate next, Map<String, String> texts, @Nullable Long seen, Actor actor) {
        Wordings.check(texts);
        return transactions.write(() -> worded(page, incidents.post(page, code, next, seen, actor), texts, actor));
    }

    private Story worded(Page page, Story story, Map<String, String> texts, Actor actor) {
        if (!texts.isEmpty()) {
            wordings.keep(page, story.latest().orElseThrow().update().id(), texts, actor);
        }
        return story;
    }
}
