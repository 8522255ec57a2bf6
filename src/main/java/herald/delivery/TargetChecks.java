package herald.delivery;

import herald.channel.Account;
import herald.channel.Channel;
import herald.channel.Check;
import herald.database.DatabaseReady;
import herald.database.Transactions;
import herald.page.Page;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at every target's account once a day, and whenever staff ask, without posting: a key that no longer fits shall show before the
 * incident and not in it.
 */
@Singleton
public class TargetChecks {

    private static final Logger LOG = LoggerFactory.getLogger(TargetChecks.class);
    private static final int LONGEST = 2000;

    private final TargetCheckRepository checks;
    private final TargetRepository rows;
    private final Targets targets;
    private final Transactions transactions;
    private final Clock clock;
    private final Duration every;
    private final Duration pause;
    private volatile boolean stopped;

    TargetChecks(
            TargetCheckRepository checks,
            TargetRepository rows,
            Targets targets,
            Transactions transactions,
            Clock clock,
            @Value("${herald.delivery.check-every:24h}") Duration every,
            @Value("${herald.delivery.check-poll:5m}") Duration pause) {
        this.checks = checks;
        this.rows = rows;
        this.targets = targets;
        this.transactions = transactions;
        this.clock = clock;
        this.every = every;
        this.pause = pause;
    }

    @EventListener
    void onReady(DatabaseReady event) {
        Thread.ofVirtual().name("target-checks").start(this::keepLooking);
    }

    @EventListener
    void onStop(ShutdownEvent event) {
        stopped = true;
    }

    /** What the last looks showed, by the target's key. */
    public Map<Long, TargetCheck> ofPage(long pageId) {
        return checks.ofPage(pageId).stream().collect(Collectors.toMap(TargetCheck::targetId, Function.identity()));
    }

    /** Looks now. Never throws for what the far side does. */
    public TargetCheck look(Page page, String code) {
        return look(targets.byCode(page.id(), code));
    }

    private TargetCheck look(Target target) {
        var check = targets.channel(target)
                .map(channel -> check(channel, target))
                .orElseGet(() -> new Check.Broken("This version of Herald has no channel '" + target.channel() + "'."));
        var now = clock.instant();
        var result = new TargetCheck(target.id(), state(check), says(check), now);
        transactions.run(() -> checks.keep(target.id(), result.state(), result.says(), now));
        return result;
    }

    private Check check(Channel channel, Target target) {
        Account account;
        try {
            account = targets.account(target);
        } catch (SecretBox.SecretLostException lost) {
            return new Check.Broken(lost.getMessage());
        }
        var problems = channel.problems(account);
        if (!problems.isEmpty()) {
            return new Check.Broken(String.join(" ", problems));
        }
        try {
            return channel.check(account);
        } catch (RuntimeException broken) {
            LOG.error("Channel {} broke its promise", channel.name(), broken);
            return new Check.Unknown("Herald failed while it was looking.");
        }
    }

    private void keepLooking() {
        while (!stopped) {
            try {
                Thread.sleep(pause);
                lookAtAll();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException away) {
                LOG.warn("Accounts cannot be looked at now: {}", away.getMessage());
            }
        }
    }

    /** At those that are due, each on one node. */
    void lookAtAll() {
        var now = clock.instant();
        var before = now.minus(every);
        for (long id : checks.due(before)) {
            boolean mine = transactions.write(
                    () -> checks.begin(id, "Not looked at yet.", now) == 1 || checks.claim(id, before, now) == 1);
            if (mine && !stopped) {
                rows.findById(id).ifPresent(this::look);
            }
        }
    }

    private static TargetCheck.State state(Check check) {
        return switch (check) {
            case Check.Ready(var _, var warnings) ->
                warnings.isEmpty() ? TargetCheck.State.READY : TargetCheck.State.WARNED;
            case Check.Broken _ -> TargetCheck.State.BROKEN;
            case Check.Unknown _ -> TargetCheck.State.UNKNOWN;
        };
    }

    private static String says(Check check) {
        var words = switch (check) {
            case Check.Ready(var who, List<String> warnings) ->
                warnings.isEmpty() ? who : who + ": " + String.join(" ", warnings);
            case Check.Broken(var reason) -> reason;
            case Check.Unknown(var reason) -> reason;
        };
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST - 1) + "…";
    }
}
