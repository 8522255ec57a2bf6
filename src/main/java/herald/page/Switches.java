package herald.page;

import herald.database.Transactions;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Set;

/** The switches of pages that are on or off. Each change is one of the page: readers may see it. */
@Singleton
public class Switches {

    private final SwitchRepository switches;
    private final Pages pages;
    private final Transactions transactions;

    Switches(SwitchRepository switches, Pages pages, Transactions transactions) {
        this.switches = switches;
        this.pages = pages;
        this.transactions = transactions;
    }

    public Set<Switch> on(long pageId) {
        var names = switches.on(pageId);
        var on = EnumSet.noneOf(Switch.class);
        for (var each : Switch.values()) {
            if (names.contains(each.word())) {
                on.add(each);
            }
        }
        return on;
    }

    /** Within the caller's transaction where there is one. */
    public void turn(long pageId, Switch which, boolean on) {
        transactions.run(() -> {
            pages.raiseVersion(pageId);
            switches.set(pageId, which.word(), on);
        });
    }
}
