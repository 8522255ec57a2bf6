package herald.delivery;

import herald.channel.CallDeadlines;
import herald.channel.Channel;
import herald.channel.Finding;
import herald.channel.Outcome;
import herald.channel.Outcome.Deferred;
import herald.channel.Outcome.Delivered;
import herald.channel.Outcome.Refused;
import herald.channel.Outcome.Unauthorised;
import herald.channel.Outcome.Unconfirmed;
import herald.channel.Outcome.Unthreaded;
import herald.channel.Receipt;
import herald.database.Failpoint;
import herald.database.Failpoint.Step;
import herald.database.Transactions;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what became of a message. A receipt at hand is kept until the database takes it. */
@Singleton
class Settlement {

    /** Due whatever any clock says. */
    static final Instant AT_ONCE = Instant.ofEpochSecond(1);

    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);
    private static final int LONGEST_ERROR = 1000;
    /** How often a message that looks have proved absent is sent again before staff have to decide. */
    private static final int RESENDS = 2;

    private final DeliveryRepository deliveries;
    private final Targets targets;
    private final Transactions transactions;
    private final DeliverySettings settings;
    private final CallDeadlines calls;
    private final Failpoint failpoint;
    private final Clock clock;
    private final RandomGenerator random;

    @Inject
    Settlement(
            DeliveryRepository deliveries,
            Targets targets,
            Transactions transactions,
            DeliverySettings settings,
            CallDeadlines calls,
            Failpoint failpoint,
            Clock clock) {
        this(deliveries, targets, transactions, settings, calls, failpoint, clock, RandomGenerator.of("SecureRandom"));
    }

    /** @param random spreads the pauses between tries */
    Settlement(
            DeliveryRepository deliveries,
            Targets targets,
            Transactions transactions,
            DeliverySettings settings,
            CallDeadlines calls,
            Failpoint failpoint,
            Clock clock,
            RandomGenerator random) {
        this.deliveries = deliveries;
        this.targets = targets;
        this.transactions = transactions;
        this.settings = settings;
        this.calls = calls;
        this.failpoint = failpoint;
        this.clock = clock;
        this.random = random;
    }

    /** @param keepsRoot whether the first message of the incident follows once this one is out */
    void settle(Delivery delivery, Outcome outcome, Channel channel, Target target, boolean keepsRoot) {
        long id = delivery.id();
        long fence = delivery.fence();
        int attempts = delivery.attempts();
        var now = clock.instant();
        write(() -> {
            switch (outcome) {
                case Delivered(var receipt) -> {
                    delivered(delivery, receipt, now);
                    if (keepsRoot) {
                        bringRoot(delivery, now);
                    }
                }
                case Deferred deferred -> defer(delivery, deferred, now);
                case Unconfirmed(var reason) ->
                    deliveries.unconfirmed(id, fence, firstLook(delivery, channel), cut(reason), now);
                case Refused(var reason) -> deliveries.failed(id, fence, attempts, cut(reason), now);
                case Unthreaded(var reason) ->
                    deliveries.unthreaded(id, fence, attempts, AT_ONCE, cut(reason + " It goes out on its own."), now);
                case Unauthorised(var reason) -> {
                    deliveries.putBack(id, fence, attempts, AT_ONCE, cut(reason), now);
                    targets.pause(target, cut(reason));
                }
            }
            failpoint.reached(Step.RECEIPT_WRITTEN);
        });
    }

    void settle(Delivery delivery, Finding finding, Channel channel) {
        long id = delivery.id();
        long fence = delivery.fence();
        int looks = delivery.looks();
        var now = clock.instant();
        write(() -> {
            switch (finding) {
                case Finding.Found(var receipt) -> delivered(delivery, receipt, now);
                case Finding.Absent() -> absent(delivery, channel, now);
                case Finding.Unknown(var reason) ->
                    deliveries.notAnswered(id, fence, looks, now.plus(settings.lookAgain()), cut(reason), now);
            }
        });
    }

    /** A message that was never written to the far side, though it had been taken. */
    void notSent(Delivery delivery) {
        var now = clock.instant();
        write(() -> deliveries.putBack(
                delivery.id(),
                delivery.fence(),
                delivery.attempts(),
                now.plus(settings.firstPause()),
                "Held back: the right to write to this target was running out.",
                now));
    }

    /** A message whose words could not be written; it is tried again, and staff see why it waits. */
    void notWritten(Delivery delivery, RuntimeException failure) {
        var now = clock.instant();
        write(() -> deliveries.notWritten(
                delivery.id(),
                now.plus(settings.lookAgain()),
                cut("Its words cannot be written: " + failure.getMessage()),
                now));
    }

    /** A message whose sender has gone: it may be out, and its call may be running still. */
    void leftInTheMiddle(Delivery delivery) {
        var now = clock.instant();
        write(() -> deliveries.unconfirmed(
                delivery.id(),
                delivery.fence(),
                now.plus(settings.settleAfter()),
                "Herald stopped while it was sending; whether the post is out is looked up.",
                now));
    }

    private void bringRoot(Delivery delivery, Instant now) {
        deliveries.add(
                delivery.pageId(),
                delivery.incidentId(),
                delivery.updateId(),
                delivery.targetId(),
                DeliveryKind.ROOT,
                1,
                1,
                delivery.position(),
                null,
                AT_ONCE,
                now);
    }

    private void defer(Delivery delivery, Deferred deferred, Instant now) {
        var since = delivery.firstSentAt() == null ? now : delivery.firstSentAt();
        if (Duration.between(since, now).compareTo(settings.giveUpAfter()) > 0) {
            deliveries.failed(
                    delivery.id(),
                    delivery.fence(),
                    delivery.attempts(),
                    cut("Given up after " + settings.giveUpAfter().toHours() + " hours: " + deferred.reason()),
                    now);
            return;
        }
        var at = now.plus(pause(delivery.attempts()));
        var until = deferred.until().filter(at::isBefore).orElse(at);
        deliveries.putBack(delivery.id(), delivery.fence(), delivery.attempts(), until, cut(deferred.reason()), now);
    }

    private void absent(Delivery delivery, Channel channel, Instant now) {
        int looked = delivery.looks() + 1;
        if (looked < channel.looks().size()) {
            var next =
                    now.plus(channel.looks().get(looked).minus(channel.looks().get(looked - 1)));
            deliveries.lookAgain(
                    delivery.id(),
                    delivery.fence(),
                    delivery.looks(),
                    next,
                    "Not seen out there yet (look " + looked + "); looking again.",
                    now);
        } else if (delivery.resends() < RESENDS) {
            deliveries.absent(delivery.id(), delivery.fence(), delivery.looks(), AT_ONCE, now);
        } else {
            deliveries.lookAgain(
                    delivery.id(),
                    delivery.fence(),
                    delivery.looks(),
                    null,
                    "Sent " + delivery.attempts()
                            + " times, and it cannot be found out there. Look at the account, then confirm it with"
                            + " its address, send it again, or skip it.",
                    now);
        }
    }

    /** Only once the call is over on the far side too. */
    private @Nullable Instant firstLook(Delivery delivery, Channel channel) {
        if (channel.looks().isEmpty()) {
            return null;
        }
        return delivery.updatedAt().plus(calls.total()).plus(channel.looks().getFirst());
    }

    /** Doubled each time up to the longest, the last half of it left to chance. */
    private Duration pause(int attempts) {
        long most = settings.firstPause().toNanos() << Math.min(attempts - 1, 20);
        long capped = most <= 0
                ? settings.longestPause().toNanos()
                : Math.min(most, settings.longestPause().toNanos());
        return Duration.ofNanos(random.nextLong(capped / 2, capped + 1));
    }

    private void delivered(Delivery delivery, Receipt receipt, Instant now) {
        var taken = deliveries.delivered(
                delivery.id(), delivery.fence(), delivery.attempts(), remoteId(receipt), permalink(receipt), now);
        if (taken == 0) {
            LOG.error(
                    "Delivery {} is out as {}, but has been sent again or settled meanwhile: look at the account for a"
                            + " second post.",
                    delivery.code(),
                    receipt.remoteId().orElse("an unknown post"));
        }
    }

    /** Runs {@code work} in a transaction, and again until the database takes it: an answer lost here could cost a second post. */
    private void write(Runnable work) {
        boolean told = false;
        while (true) {
            try {
                transactions.run(work);
                return;
            } catch (RuntimeException failure) {
                if (isOurFault(failure)) {
                    throw failure;
                }
                if (!told) {
                    LOG.warn("What became of a message waits to be written down: {}", failure.getMessage());
                }
                told = true;
                rest();
            }
        }
    }

    /** Data the database will never take, however often it is asked. */
    private static boolean isOurFault(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && (sql.getSQLState().startsWith("22") || sql.getSQLState().startsWith("23"))) {
                return true;
            }
        }
        return failure instanceof IllegalArgumentException || failure instanceof NullPointerException;
    }

    private static void rest() {
        try {
            Thread.sleep(Duration.ofMillis(500));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while the database was away.", interrupted);
        }
    }

    private static @Nullable String remoteId(Receipt receipt) {
        return receipt.remoteId().orElse(null);
    }

    private static @Nullable String permalink(Receipt receipt) {
        return receipt.permalink().map(URI::toString).orElse(null);
    }

    private static String cut(String reason) {
        return reason.length() <= LONGEST_ERROR ? reason : reason.substring(0, LONGEST_ERROR - 1) + "…";
    }
}
