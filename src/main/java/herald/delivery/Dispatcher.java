package herald.delivery;

import herald.database.DatabaseReady;
import herald.page.PageChanged;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.transaction.annotation.TransactionalEventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what has to be told and gives every target a worker of its own, so that none waits for another. */
@Singleton
class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    /** How long a target rests after Herald itself failed at it. */
    private static final Duration REST = Duration.ofSeconds(5);

    private static final Duration LAST_CALLS = Duration.ofSeconds(16);

    private final FanOut fanOut;
    private final TargetRepository targets;
    private final TargetWorker worker;
    private final Leases leases;
    private final DeliverySettings settings;
    private final Ticker ticker;
    private final Clock clock;
    private final Semaphore nudges = new Semaphore(0);
    private final Map<Long, Thread> working = new ConcurrentHashMap<>();
    private final Map<Long, Long> restingUntil = new ConcurrentHashMap<>();
    private volatile boolean stopped;
    private volatile boolean troubled;

    Dispatcher(
            FanOut fanOut,
            TargetRepository targets,
            TargetWorker worker,
            Leases leases,
            DeliverySettings settings,
            Ticker ticker,
            Clock clock) {
        this.fanOut = fanOut;
        this.targets = targets;
        this.worker = worker;
        this.leases = leases;
        this.settings = settings;
        this.ticker = ticker;
        this.clock = clock;
    }

    @EventListener
    void onReady(DatabaseReady event) {
        Thread.ofVirtual().name("dispatcher").start(this::keepDispatching);
    }

    @TransactionalEventListener
    void onChange(PageChanged event) {
        nudge();
    }

    @EventListener
    void onStop(ShutdownEvent event) throws InterruptedException {
        stopped = true;
        nudge();
        for (var thread : working.values()) {
            thread.join(LAST_CALLS);
        }
    }

    /** Looks for work at once instead of at the next poll. */
    void nudge() {
        nudges.release();
    }

    private void keepDispatching() {
        boolean begun = false;
        while (!stopped) {
            try {
                if (!begun) {
                    leases.onStart();
                    begun = true;
                }
                dispatch();
                troubled = false;
            } catch (RuntimeException failure) {
                if (!troubled) {
                    LOG.warn("Deliveries wait: {}", failure.getMessage());
                }
                troubled = true;
            }
            try {
                boolean _ = nudges.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS);
                nudges.drainPermits();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void dispatch() {
        try {
            fanOut.run();
        } catch (RuntimeException failure) {
            LOG.warn("Updates wait to be fanned out: {}", failure.getMessage());
        }
        restingUntil.values().removeIf(until -> until - ticker.nanos() < 0);
        for (long targetId : targets.withWork(clock.instant())) {
            if (restingUntil.containsKey(targetId)) {
                continue;
            }
            working.computeIfAbsent(
                    targetId, _ -> Thread.ofVirtual().name("target-" + targetId).start(() -> work(targetId)));
        }
    }

    private void work(long targetId) {
        try {
            worker.work(targetId, () -> stopped);
        } catch (RuntimeException failure) {
            LOG.warn("Target {} waits: {}", targetId, failure.getMessage());
            restingUntil.put(targetId, ticker.nanos() + REST.toNanos());
        } finally {
            working.remove(targetId);
        }
    }
}
