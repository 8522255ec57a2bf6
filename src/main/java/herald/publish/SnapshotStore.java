package herald.publish;

import herald.database.Failpoint;
import herald.database.Failpoint.Step;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest snapshot of every page, in memory for serving and on disk for the next start. A new one goes to the disk first, so
 * that no start shows an older page than readers have seen; but a disk that fails or hangs does not keep it from them.
 */
@Singleton
public class SnapshotStore {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotStore.class);

    /** How long the public waits for the disk. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int WRITERS = 16;

    /** What is served; replaced as a whole. */
    private record Served(
            Map<String, PageSnapshot> byCode,
            Map<String, PageSnapshot> byDomain,
            @Nullable PageSnapshot others) {

        static final Served NOTHING = new Served(Map.of(), Map.of(), null);

        static Served of(Map<String, PageSnapshot> byCode) {
            var byDomain = new HashMap<String, PageSnapshot>();
            byCode.values().stream()
                    .filter(page -> page.domain() != null)
                    .forEach(page -> byDomain.put(page.domain(), page));
            var others = byCode.values().stream()
                    .min(Comparator.<PageSnapshot, Boolean>comparing(page -> page.domain() != null)
                            .thenComparingLong(PageSnapshot::pageId));
            return new Served(Map.copyOf(byCode), Map.copyOf(byDomain), others.orElse(null));
        }
    }

    private final Path directory;
    private final Failpoint failpoint;
    private final ApplicationEventPublisher<SnapshotSwapped> events;
    private final Map<String, SnapshotFiles> files = new ConcurrentHashMap<>();
    private final Map<String, String> troubles = new ConcurrentHashMap<>();
    private final ExecutorService disk = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("snapshot-disk").daemon().factory());
    private final ExecutorService writers = Executors.newFixedThreadPool(
            WRITERS, Thread.ofPlatform().name("snapshot-writer-", 1).daemon().factory());
    private volatile Served served = Served.NOTHING;
    private volatile boolean silent;

    SnapshotStore(PublishSettings settings, Failpoint failpoint, ApplicationEventPublisher<SnapshotSwapped> events) {
        this.directory = settings.dataDir().toAbsolutePath().resolve("snapshots");
        this.failpoint = failpoint;
        this.events = events;
    }

    /** Takes up what an earlier run has left. */
    @EventListener
    void onStart(StartupEvent event) {
        load();
    }

    /** Waits a little for what is being written. */
    @PreDestroy
    void close() throws InterruptedException {
        disk.shutdown();
        disk.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        writers.shutdown();
    }

    /** The page that answers to {@code host}; null and names that are no page's lead to the page that owns all others. */
    public Optional<PageSnapshot> forHost(@Nullable String host) {
        var now = served;
        var named = host == null ? null : now.byDomain().get(nameOf(host));
        return Optional.ofNullable(named == null ? now.others() : named);
    }

    public Optional<PageSnapshot> ofPage(String pageCode) {
        return Optional.ofNullable(served.byCode().get(pageCode));
    }

    public Collection<PageSnapshot> all() {
        return served.byCode().values();
    }

    /** What is wrong with the disk, for staff; empty while all is well. Readers are served regardless. */
    public Optional<String> trouble() {
        return troubles.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", troubles.values()));
    }

    /** Serves {@code next} from now on; false when something as new is served already. */
    boolean put(PageSnapshot next) {
        if (!next.isNewerThan(served.byCode().get(next.pageCode()))) {
            return false;
        }
        awaitDisk(disk.submit(() -> write(next)), next);
        swap(next);
        failpoint.reached(Step.SNAPSHOT_SWAPPED);
        disk.execute(() -> tidy(next));
        return true;
    }

    /**
     * From now on readers are told that the database has not been heard of for a while, until somebody says that it has: by what
     * stands ready for that in the pages, so that it takes neither template nor database.
     */
    synchronized void tellSilence(Instant now) {
        silent = true;
        served.byCode().values().forEach(page -> show(Silence.shownIn(page, page.notBefore(now))));
    }

    /** Whether what is served says that the database has not been heard of for a while. */
    public boolean tellsSilence() {
        return silent;
    }

    /** Snapshots put from now on say nothing of silence. */
    synchronized void endSilence() {
        silent = false;
    }

    /** Tries again to write what the disk did not take. */
    void heal() {
        for (var pageCode : troubles.keySet()) {
            ofPage(pageCode).ifPresent(page -> awaitDisk(disk.submit(() -> write(page)), page));
        }
    }

    void load() {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (var pages = Files.list(directory)) {
            pages.filter(Files::isDirectory).forEach(this::load);
        } catch (IOException | RuntimeException unreadable) {
            LOG.error("The snapshots in {} cannot be read: {}", directory, unreadable.toString());
        }
    }

    private void load(Path page) {
        var code = page.getFileName().toString();
        try {
            files(code).newest().filter(found -> found.pageCode().equals(code)).ifPresent(this::swap);
        } catch (IOException unreadable) {
            LOG.error("The snapshots in {} cannot be read: {}", page, unreadable.toString());
        }
    }

    private synchronized void swap(PageSnapshot next) {
        show(silent ? Silence.shownIn(next, next.renderedAt()) : next);
    }

    private void show(PageSnapshot next) {
        var before = served.byCode().get(next.pageCode());
        if (next.isNewerThan(before)) {
            var byCode = new HashMap<>(served.byCode());
            byCode.put(next.pageCode(), next);
            served = Served.of(byCode);
            events.publishEvent(new SnapshotSwapped(before, next));
        }
    }

    /** On the disk's own thread. */
    private void write(PageSnapshot snapshot) {
        try {
            files(snapshot.pageCode()).write(snapshot);
            if (troubles.remove(snapshot.pageCode()) != null) {
                LOG.info("Snapshots of page {} are written to disk again.", snapshot.pageCode());
            }
        } catch (IOException | RuntimeException failure) {
            troubled(snapshot, failure.toString());
        }
    }

    private void tidy(PageSnapshot snapshot) {
        try {
            files(snapshot.pageCode()).tidy();
        } catch (IOException | RuntimeException failure) {
            LOG.warn("The snapshots of page {} cannot be put in order: {}", snapshot.pageCode(), failure.toString());
        }
    }

    private void awaitDisk(Future<?> writing, PageSnapshot snapshot) {
        try {
            writing.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            troubled(snapshot, "it takes longer than " + PATIENCE.toSeconds() + " seconds");
        } catch (ExecutionException failure) {
            troubled(snapshot, String.valueOf(failure.getCause()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void troubled(PageSnapshot snapshot, String reason) {
        var text = "Snapshots of page " + snapshot.pageCode() + " cannot be written to " + directory + " (" + reason
                + "). Readers see the newest one; a restart without the database would show an older one. Free space or"
                + " mend the permissions; writing goes on by itself.";
        if (!text.equals(troubles.put(snapshot.pageCode(), text))) {
            LOG.error("{}", text);
        }
    }

    private SnapshotFiles files(String pageCode) {
        return files.computeIfAbsent(pageCode, code -> new SnapshotFiles(directory.resolve(code), writers, failpoint));
    }

    /** Without the port, in small letters; an IPv6 address keeps its brackets. */
    private static String nameOf(String host) {
        int port = host.lastIndexOf(':');
        var name = port > host.lastIndexOf(']') ? host.substring(0, port) : host;
        return name.toLowerCase(Locale.ROOT);
    }
}
