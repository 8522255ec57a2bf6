package herald.publish.push;

import herald.channel.CallDeadlines;
import herald.publish.PageSnapshot;
import herald.publish.SnapshotStore;
import herald.publish.SnapshotSwapped;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.nio.file.InvalidPathException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The places outside to which pages are pushed, as {@code HERALD_PUBLISH_DIR} and {@code HERALD_PUBLISH_S3_…} name them. */
@Singleton
public class PushTargets {

    private static final Logger LOG = LoggerFactory.getLogger(PushTargets.class);

    /** How many files of one target are written at once. */
    private static final int WRITERS = 8;

    private final PushSettings settings;
    private final BucketSettings bucket;
    private final CallDeadlines deadlines;
    private final SnapshotStore store;
    private final Clock clock;
    private final List<PushTarget> targets = new CopyOnWriteArrayList<>();
    private final List<String> misset = new CopyOnWriteArrayList<>();

    PushTargets(
            PushSettings settings, BucketSettings bucket, CallDeadlines deadlines, SnapshotStore store, Clock clock) {
        this.settings = settings;
        this.bucket = bucket;
        this.deadlines = deadlines;
        this.store = store;
        this.clock = clock;
    }

    /** What staff should know; empty while all is well or nothing is to be pushed anywhere. */
    public Optional<String> trouble() {
        var all = Stream.concat(
                        misset.stream(),
                        targets.stream().map(PushTarget::trouble).flatMap(Optional::stream))
                .collect(Collectors.joining(" "));
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    /** Only now is it known which page owns {@code /}: the store has taken up what was on disk, the publisher what is in the database. */
    @EventListener
    void onStart(ServerStartupEvent event) {
        addDirectory();
        addBucket();
    }

    @EventListener
    void onSwap(SnapshotSwapped event) {
        targets.forEach(PushTarget::wake);
    }

    @EventListener
    void onStop(ShutdownEvent event) {
        targets.forEach(PushTarget::stop);
    }

    private void addDirectory() {
        try {
            settings.directory().ifPresent(directory -> {
                // Not virtual ones: a dead network disk would hold the carriers of all others.
                var threads = Thread.ofPlatform().name("push-directory-", 0).daemon();
                add(new DirectoryShelf(directory), threads);
            });
        } catch (InvalidPathException wrong) {
            misset("HERALD_PUBLISH_DIR is no path: " + wrong.getMessage() + ".");
        }
    }

    private void addBucket() {
        if (!bucket.isGiven()) {
            return;
        }
        bucket.problem()
                .ifPresentOrElse(
                        this::misset,
                        // Virtual ones: an interrupt, by which the deadline of a call comes, ends their reading at
                        // once.
                        () -> add(
                                new BucketShelf(bucket, deadlines),
                                Thread.ofVirtual().name("push-bucket-", 0)));
    }

    private void add(Shelf shelf, Thread.Builder threads) {
        var writers = Executors.newFixedThreadPool(WRITERS, threads.factory());
        var target = new PushTarget(shelf, this::placedPages, writers, clock, System::nanoTime);
        targets.add(target);
        threads.start(target::run);
        LOG.info("Pages are pushed to {}.", shelf.name());
    }

    /** They are not tried: the start goes on, and so does everything else. */
    private void misset(String problem) {
        var text = problem + " Pages are not pushed there until Herald is started with it mended.";
        misset.add(text);
        LOG.error("{}", text);
    }

    /**
     * The page that owns {@code /} first. One that no name leads to has no place. None while the database is silent: another node may
     * hear it well, and what this one says of itself is not for a place they share.
     */
    List<PlacedPage> placedPages() {
        var root = store.forHost(null);
        if (root.isEmpty() || store.tellsSilence()) {
            return List.of();
        }
        var placedPages = new ArrayList<PlacedPage>();
        placedPages.add(new PlacedPage("", root.get()));
        store.all().stream()
                .filter(page -> page.domain() != null)
                .filter(page -> !page.pageCode().equals(root.get().pageCode()))
                .sorted(Comparator.comparingLong(PageSnapshot::pageId))
                .forEach(page -> placedPages.add(new PlacedPage(page.domain() + "/", page)));
        return placedPages;
    }
}
