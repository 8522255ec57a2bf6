package herald.publish.push;

import herald.publish.push.Push.Result;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One target and its worker. What waits is never a queue: whenever the worker is free it pushes the newest snapshots that are not
 * there yet. A failure is tried again after ever longer pauses, and at once when there is something newer to say.
 */
final class PushTarget {

    private static final Logger LOG = LoggerFactory.getLogger(PushTarget.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);
    private static final Duration IDLE = Duration.ofMinutes(10);

    /** How long another may be ahead or at it before staff should know. */
    private static final Duration STRANGE_AFTER = Duration.ofMinutes(1);

    /**
     * @param notBefore on the monotonic clock
     * @param id what was tried
     */
    private record Failure(String reason, int times, long notBefore, String id) {}

    /**
     * @param since on the monotonic clock, as {@code notBefore}
     * @param id what waits
     */
    private record Waiting(Result why, long since, long notBefore, String id) {}

    private final Shelf shelf;
    private final Supplier<List<PlacedPage>> placedPages;
    private final Push push;
    private final LongSupplier ticker;
    private final ExecutorService writers;
    private final Semaphore nudges = new Semaphore(0);
    private final Map<String, String> done = new HashMap<>();
    private final Map<String, String> places = new HashMap<>();
    private final Map<String, Failure> failures = new ConcurrentHashMap<>();
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    /** @param placedPages the newest snapshot of every page, and where it belongs */
    PushTarget(
            Shelf shelf,
            Supplier<List<PlacedPage>> placedPages,
            ExecutorService writers,
            Clock clock,
            LongSupplier ticker) {
        this.shelf = shelf;
        this.placedPages = placedPages;
        this.writers = writers;
        this.ticker = ticker;
        this.push = new Push(shelf, writers, this::revisionOf, clock, ticker);
    }

    /** There may be something newer; answers at once. */
    void wake() {
        nudges.release();
    }

    void stop() {
        stopped = true;
        wake();
    }

    /** What staff should know; empty while all is well. */
    Optional<String> trouble() {
        var all = failures.values().stream().map(Failure::reason).collect(Collectors.toCollection(HashSet::new));
        waiting.forEach((page, one) -> {
            if (ticker.getAsLong() - one.since() >= STRANGE_AFTER.toNanos()) {
                all.add(words(page, one.why()));
            }
        });
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(all.stream().sorted().collect(Collectors.joining(" ")));
    }

    /** The worker's life. */
    void run() {
        checkFirst();
        while (!stopped) {
            try {
                var pause = round();
                if (nudges.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    nudges.drainPermits();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        writers.shutdown();
        shelf.close();
    }

    /** A wrong setting is said at the start, and not only when there is something to push. */
    private void checkFirst() {
        try {
            shelf.check();
        } catch (RuntimeException failure) {
            failed("", "", failure);
        }
    }

    /** Pushes what is not there yet; answers when to look again without being woken. */
    Duration round() {
        for (var placed : placedPages.get()) {
            if (!stopped && isDue(placed) && !push(placed)) {
                // It may be dead: the others' pages would each wait for its deadline.
                break;
            }
        }
        return nextLook();
    }

    private boolean isDue(PlacedPage placed) {
        var page = placed.snapshot().pageCode();
        var failure = failures.get(page);
        if (failure != null && failure.id().equals(placed.id()) && isAhead(failure.notBefore())) {
            return false;
        }
        var wait = waiting.get(page);
        if (wait != null && wait.id().equals(placed.id()) && isAhead(wait.notBefore())) {
            return false;
        }
        return !placed.id().equals(done.get(page))
                || push.secondCoat(placed.place()).filter(Duration::isZero).isPresent();
    }

    private boolean isAhead(long moment) {
        return ticker.getAsLong() - moment < 0;
    }

    /** False when the target did not take it. */
    private boolean push(PlacedPage placed) {
        var page = placed.snapshot().pageCode();
        try {
            long begun = ticker.getAsLong();
            var result = push.push(placed, () -> stopped || isOvertaken(placed));
            healed(page);
            switch (result) {
                case DONE -> {
                    done.put(page, placed.id());
                    waiting.remove(page);
                    moved(placed);
                    LOG.debug(
                            "Pushed page {} version {} to {} in {} ms",
                            page,
                            placed.snapshot().version(),
                            shelf.name(),
                            Duration.ofNanos(ticker.getAsLong() - begun).toMillis());
                }
                case BUSY, NEWER_THERE -> {
                    long since = waiting.containsKey(page) ? waiting.get(page).since() : begun;
                    var pause = result == Result.BUSY ? ASK_AGAIN : ASK_AGAIN.multipliedBy(5);
                    waiting.put(page, new Waiting(result, since, ticker.getAsLong() + pause.toNanos(), placed.id()));
                }
                case OVERTAKEN -> wake();
            }
            return true;
        } catch (RuntimeException failure) {
            failed(page, placed.id(), failure);
            return false;
        }
    }

    private boolean isOvertaken(PlacedPage placed) {
        return placedPages.get().stream()
                .anyMatch(now ->
                        now.snapshot().pageCode().equals(placed.snapshot().pageCode())
                                && !now.id().equals(placed.id()));
    }

    /** Where the page was before, it must not stay: nobody would keep it up to date. */
    private void moved(PlacedPage placed) {
        var before = places.put(placed.snapshot().pageCode(), placed.place());
        if (before != null && !before.isEmpty() && !before.equals(placed.place())) {
            push.withdraw(before, Revision.of(placed.snapshot()));
        }
    }

    private Optional<Revision> revisionOf(String page) {
        return placedPages.get().stream()
                .map(PlacedPage::snapshot)
                .filter(snapshot -> snapshot.pageCode().equals(page))
                .map(Revision::of)
                .findFirst();
    }

    private Duration nextLook() {
        long next = ticker.getAsLong() + IDLE.toNanos();
        for (var failure : failures.values()) {
            next = earlier(next, failure.notBefore());
        }
        for (var wait : waiting.values()) {
            next = earlier(next, wait.notBefore());
        }
        for (var placed : placedPages.get()) {
            var coat = push.secondCoat(placed.place());
            if (coat.isPresent() && !waiting.containsKey(placed.snapshot().pageCode())) {
                next = earlier(next, ticker.getAsLong() + coat.get().toNanos());
            }
        }
        return Duration.ofNanos(Math.max(Duration.ofMillis(10).toNanos(), next - ticker.getAsLong()));
    }

    private static long earlier(long one, long other) {
        return one - other < 0 ? one : other;
    }

    private void healed(String page) {
        boolean was = failures.remove(page) != null;
        was |= failures.remove("") != null;
        if (was) {
            LOG.info("Pages are pushed to {} again.", shelf.name());
        }
    }

    /** The same cause is logged once. */
    private void failed(String page, String id, RuntimeException failure) {
        var before = failures.get(page);
        int times = before == null ? 1 : before.times() + 1;
        var pause = Duration.ofSeconds(Math.min(LONGEST_PAUSE.toSeconds(), 1L << Math.min(times, 10)));
        var reason = "Pages cannot be pushed to " + shelf.name() + ": " + failure.getMessage()
                + " Its readers see an older page meanwhile; pushing goes on by itself.";
        boolean known = failures.values().stream().anyMatch(one -> one.reason().equals(reason));
        failures.remove("");
        failures.put(page, new Failure(reason, times, ticker.getAsLong() + pause.toNanos(), id));
        if (known || stopped) {
            return;
        }
        if (failure instanceof PushException) {
            LOG.error("{}", reason);
        } else {
            LOG.error("{}", reason, failure);
        }
    }

    private String words(String page, Result why) {
        return switch (why) {
            case NEWER_THERE ->
                "In " + shelf.name() + " lies a newer version of page " + page
                        + " than this node has. If the database was"
                        + " brought back from a backup, delete " + Push.VERSION
                        + " and .herald/writing there; else this node is"
                        + " behind.";
            case BUSY ->
                "Another process has been writing page " + page + " to " + shelf.name()
                        + " for more than a minute. Pushing" + " goes on when it ends.";
            case DONE, OVERTAKEN -> throw new IllegalArgumentException("nothing to wait for");
        };
    }
}
