package herald.delivery;

import herald.channel.Act;
import herald.channel.Message;
import herald.channel.Outcome;
import herald.channel.Words;
import herald.database.Transactions;
import herald.page.InvalidException;
import herald.page.Page;
import herald.page.PublicAddress;
import herald.page.PublicId;
import herald.staff.Actor;
import herald.staff.Audit;
import herald.theme.ThemeRenderer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Posts a word to one target that says it is a test, so that staff see with their own eyes which account it is. */
@Singleton
public class TestPosts {

    private final Targets targets;
    private final Leases leases;
    private final ThemeRenderer themes;
    private final PublicAddress addresses;
    private final Transactions transactions;
    private final Audit audit;
    private final Clock clock;

    TestPosts(
            Targets targets,
            Leases leases,
            ThemeRenderer themes,
            PublicAddress addresses,
            Transactions transactions,
            Audit audit,
            Clock clock) {
        this.targets = targets;
        this.leases = leases;
        this.themes = themes;
        this.addresses = addresses;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Posts once, under the target's lease, whatever its state; what came of it is not kept.
     *
     * @throws InvalidException when the target's settings will not do, or somebody else writes to it at this moment
     */
    public Outcome post(Page page, String code, Actor actor) {
        var target = targets.byCode(page.id(), code);
        var channel = targets.channel(target)
                .orElseThrow(() -> new InvalidException(
                        List.of("target.channel: this version of Herald has no channel '" + target.channel() + "'.")));
        var account = targets.account(target);
        InvalidException.throwIfAny(channel.problems(account));
        var lease = leases.take(target.id())
                .orElseThrow(() -> new InvalidException(List.of(
                        "target: something is being posted there at this moment; try again in half a minute.")));
        try {
            transactions.run(() -> audit.record(page.id(), actor, "target.test", code, null));
            var text = themes.theme(page.theme()).messages(target.language()).get("post.test", page.name());
            var words = new Words(text, Optional.of(addresses.of(page)), target.language());
            var outcome = channel.send(
                    new Message(
                            "test-" + PublicId.random(),
                            new Act.Post(),
                            channel.fit(words, account).text(),
                            Optional.empty(),
                            target.language(),
                            Optional.empty(),
                            Optional.empty(),
                            1,
                            clock.instant(),
                            () -> lease.left().isPositive()),
                    account);
            if (outcome instanceof Outcome.Delivered(var receipt)) {
                targets.tested(target, receipt.permalink().orElse(null));
            }
            return outcome;
        } finally {
            leases.release(lease);
        }
    }
}
