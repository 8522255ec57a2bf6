package herald.publish;

import herald.database.DatabaseDown;
import herald.database.DatabaseReady;
import herald.database.Failpoint;
import herald.database.Failpoint.Step;
import herald.page.Page;
import herald.page.PageChanged;
import herald.page.Pages;
import herald.page.PublicAddress;
import herald.theme.Theme;
import herald.theme.ThemeException;
import herald.theme.ThemeRenderer;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.transaction.annotation.TransactionalEventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what the public sees up to date: a page is published when its version has grown, or when it reads differently because
 * time has passed. A nudge after a commit makes that quick; the look once a second makes it certain. While the database is away
 * the passing of time is still told, from what was read last.
 */
@Singleton
public class Publisher {

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** How long each round makes documents that nobody waits for. */
    private static final Duration SPARE = Duration.ofMillis(200);

    /**
     * What was published last.
     *
     * @param theme it was rendered with
     * @param now the moment it shows
     * @param heardAt when the database had last been heard of
     * @param nextChangeAt when it has to be made anew without anybody's word
     */
    private record Published(
            PageData data, Theme theme, Rendering rendering, Instant now, Instant heardAt, Instant nextChangeAt) {

        boolean isWhole() {
            return rendering.isWhole();
        }
    }

    /**
     * @param ofTheme whether it was the theme that failed
     * @param theme the hash of the one that failed; empty when it could not even be read
     * @param notBefore on the monotonic clock, in nanoseconds
     */
    private record Failure(String reason, boolean ofTheme, String theme, int times, long notBefore) {}

    private final Pages pages;
    private final PageReader reader;
    private final PageRenderer renderer;
    private final ThemeRenderer themes;
    private final PublicAddress address;
    private final SnapshotStore store;
    private final PublishSettings settings;
    private final Failpoint failpoint;
    private final Clock clock;
    private final Map<Long, Published> published = new HashMap<>();
    private final Map<Long, Failure> failures = new ConcurrentHashMap<>();
    /** Pages that say the database is silent, which it no longer is. */
    private final Set<Long> stillSilent = new HashSet<>();

    private final Semaphore nudges = new Semaphore(0);
    private @Nullable Thread loop;
    private Instant heardAt;
    private long heardTicks = System.nanoTime();
    private boolean databaseAway;
    private boolean silent;
    private volatile boolean ready;
    private volatile boolean stopped;

    Publisher(
            Pages pages,
            PageReader reader,
            PageRenderer renderer,
            ThemeRenderer themes,
            PublicAddress address,
            SnapshotStore store,
            PublishSettings settings,
            Failpoint failpoint,
            Clock clock) {
        this.pages = pages;
        this.reader = reader;
        this.renderer = renderer;
        this.themes = themes;
        this.address = address;
        this.store = store;
        this.settings = settings;
        this.failpoint = failpoint;
        this.clock = clock;
        this.heardAt = clock.instant();
    }

    /** The snapshots of an earlier run are served from now on; if the database stays away, readers are told. */
    @EventListener
    void onStart(StartupEvent event) {
        // A platform thread: it computes, and would keep a virtual one's processor from the requests.
        loop = Thread.ofPlatform().name("publisher").daemon().start(this::keepLooking);
    }

    /** Publishes every page before the start goes on, and from then on whatever changes. */
    @EventListener
    synchronized void onReady(DatabaseReady event) {
        if (!ready) {
            publishDue();
            ready = true;
        }
    }

    @TransactionalEventListener
    void onChange(PageChanged event) {
        nudges.release();
    }

    @EventListener
    void onStop(ShutdownEvent event) throws InterruptedException {
        stopped = true;
        nudges.release();
        var running = loop;
        if (running != null) {
            // Never by an interrupt: H2 closes its file when a thread is interrupted in it.
            running.join(Duration.ofSeconds(5));
        }
    }

    /** What staff should know: pages that cannot be published, a disk that does not take snapshots; empty while all is well. */
    public Optional<String> trouble() {
        var all = Stream.concat(failures.values().stream().map(Failure::reason), store.trouble().stream())
                .distinct()
                .collect(Collectors.joining(" "));
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    /** Looks once at every page and publishes those that are due. */
    synchronized void publishDue() {
        var current = currentPages();
        published.keySet().retainAll(current.stream().map(Page::id).toList());
        if (silent && !databaseAway) {
            silent = false;
            store.endSilence();
            current.forEach(page -> stillSilent.add(page.id()));
        }
        for (var page : current) {
            var before = published.get(page.id());
            if (stillSilent.contains(page.id()) || isDue(page, before)) {
                if (mayTry(page)) {
                    tryToPublish(page, before);
                } else {
                    tellTheNews(page, before);
                }
            }
        }
        if (current.stream().anyMatch(this::hasRest)) {
            nudges.release();
        }
    }

    /** Until nothing is put off. */
    void publishWhole() {
        do {
            publishDue();
        } while (hasRest());
    }

    private synchronized boolean hasRest() {
        return published.values().stream().anyMatch(last -> !last.isWhole());
    }

    private boolean hasRest(Page page) {
        var last = published.get(page.id());
        return last != null && !last.isWhole() && (mayTry(page) || last.theme() == themes.standIn());
    }

    private synchronized void watchSilence() {
        if (!silent && System.nanoTime() - heardTicks > settings.silentAfter().toNanos()) {
            silent = true;
            LOG.warn("Nothing has been heard from the database for {}; the pages say so.", settings.silentAfter());
            store.tellSilence(clock.instant());
        }
    }

    private void heard() {
        heardTicks = System.nanoTime();
        heardAt = clock.instant();
        if (databaseAway) {
            databaseAway = false;
            LOG.info("The database answers again; publishing goes on.");
        }
    }

    private void keepLooking() {
        long round = 0;
        while (!stopped) {
            try {
                nudges.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                nudges.drainPermits();
                if (!stopped && ready) {
                    publishDue();
                }
                watchSilence();
                if (++round % 5 == 0) {
                    store.heal();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error unforeseen) {
                // Without this thread the page would stand still for ever: even a lack of memory may pass.
                LOG.error("The publisher stumbled and goes on", unforeseen);
            }
        }
    }

    /** As the database has them, or as they were when it still answered. */
    private List<Page> currentPages() {
        try {
            var all = pages.all();
            heard();
            return all;
        } catch (RuntimeException failure) {
            if (!databaseAway) {
                databaseAway = true;
                LOG.warn("Pages cannot be read ({}). Readers go on seeing the last snapshots.", failure.toString());
            }
            return published.values().stream().map(last -> last.data().page()).toList();
        }
    }

    private boolean isDue(Page page, @Nullable Published before) {
        return before == null
                || hasChanged(page, before)
                || !hashOf(page).equals(before.theme().hash());
    }

    private boolean hasChanged(Page page, Published before) {
        return !before.isWhole()
                || page.version() > before.data().version()
                || !clock.instant().isBefore(before.nextChangeAt());
    }

    /** Names the page's theme as it is now; empty when it cannot be read. */
    private String hashOf(Page page) {
        try {
            return themes.theme(page.theme()).hash();
        } catch (RuntimeException unreadable) {
            return "";
        }
    }

    /** After a failure only when some time has passed, or its theme is another one. */
    private boolean mayTry(Page page) {
        var failure = failures.get(page.id());
        return failure == null
                || System.nanoTime() - failure.notBefore() >= 0
                || (failure.ofTheme() && !failure.theme().equals(hashOf(page)));
    }

    private void tryToPublish(Page page, @Nullable Published before) {
        try {
            publish(page, before, themes.theme(page.theme()));
            if (failures.remove(page.id()) != null) {
                LOG.info("Page {} is published again.", page.code());
            }
        } catch (RuntimeException failure) {
            failed(page, failure);
            tellTheNews(page, before);
        }
    }

    /**
     * What is new does not wait until a theme is mended: it is told in the default theme, and so is what follows until then. Without
     * news the last good snapshot stays.
     */
    private void tellTheNews(Page page, @Nullable Published before) {
        var failure = failures.get(page.id());
        if (failure == null || !failure.ofTheme()) {
            return;
        }
        try {
            if (before != null && before.theme() == themes.standIn()) {
                if (hasChanged(page, before)) {
                    publish(page, before, themes.standIn());
                }
            } else if (saysMore(page, before)) {
                publish(page, before, themes.standIn());
                LOG.warn("The news of page {} stand in the default theme until its own is mended.", page.code());
            }
        } catch (RuntimeException unforeseen) {
            LOG.error("Page {} cannot be published in the default theme either.", page.code(), unforeseen);
        }
    }

    /** Than readers see; that a page has put on another theme is no news. */
    private boolean saysMore(Page page, @Nullable Published before) {
        if (before == null) {
            return store.ofPage(page.code()).stream().noneMatch(shown -> shown.version() >= page.version());
        }
        return page.version() > before.data().version()
                && read(page, before).stream().anyMatch(now -> !now.tellsTheSameAs(before.data()));
    }

    private void publish(Page page, @Nullable Published before, Theme theme) {
        long begun = System.nanoTime();
        var found = read(page, before);
        if (found.isEmpty()) {
            return;
        }
        var data = found.get();
        failpoint.reached(Step.SNAPSHOT_READ);
        long read = System.nanoTime();
        boolean isNews = before == null || data.version() > before.data().version();
        // What was put off belongs to the moment of what was not.
        boolean isRest = !isNews
                && !stillSilent.contains(page.id())
                && !before.isWhole()
                && clock.instant().isBefore(before.nextChangeAt());
        var now = isRest ? before.now() : clock.instant();
        var heard = isRest ? before.heardAt() : heardAt;
        boolean isNewsOnly = isNews && before != null && !before.rendering().isNewsOnly();
        var rendering = isNewsOnly
                ? Rendering.ofNews(before.rendering())
                : isRest
                        ? Rendering.ofRest(before.rendering(), SPARE, this::hasNews)
                        : new Rendering(last(page, before), isNews ? Duration.ZERO : SPARE, this::hasNews);
        var stories = isNewsOnly ? data.newsSince(before.data()) : data.stories();
        renderer.render(rendering, data, stories, theme, address.of(data.page()).toString(), now, heard);
        failpoint.reached(Step.SNAPSHOT_RENDERED);
        long rendered = System.nanoTime();
        var snapshot = new PageSnapshot(
                data.page().code(),
                data.page().id(),
                data.page().domain(),
                data.page().languageList(),
                data.version(),
                madeAt(data),
                rendering.documents());
        refuseOlder(snapshot);
        // Of what is not whole the next one, which is wanted at once, holds all.
        if (!isRest || rendering.isWhole() || !hasNews()) {
            store.put(snapshot);
        }
        stillSilent.remove(page.id());
        published.put(page.id(), new Published(data, theme, rendering, now, heard, nextChange(data, now)));
        LOG.debug(
                "Published page {} version {}: read in {} ms, rendered in {} ms, kept and served in {} ms; {}"
                        + " documents, {} of them made anew, {} put off",
                page.code(),
                data.version(),
                millis(begun, read),
                millis(read, rendered),
                millis(rendered, System.nanoTime()),
                rendering.documents().size(),
                rendering.anew(),
                rendering.putOff());
    }

    private boolean hasNews() {
        return nudges.availablePermits() > 0;
    }

    /** Later than what is shown, also when a clock was put back. */
    private Instant madeAt(PageData data) {
        var now = clock.instant();
        return store.ofPage(data.page().code())
                .map(shown -> shown.notBefore(now))
                .orElse(now);
    }

    private static long millis(long from, long until) {
        return Duration.ofNanos(until - from).toMillis();
    }

    /** Where nothing was published yet, what an earlier run has left stands in for what nobody waits for. */
    private Rendering last(Page page, @Nullable Published before) {
        return before != null
                ? before.rendering()
                : store.ofPage(page.code()).map(Rendering::leftBy).orElseGet(Rendering::nothing);
    }

    private Instant nextChange(PageData data, Instant now) {
        var renewal = now.plus(settings.renewEvery());
        var change = data.nextChangeAfter(now);
        return change.isBefore(renewal) ? change : renewal;
    }

    private Optional<PageData> read(Page page, @Nullable Published before) {
        return databaseAway && before != null
                ? Optional.of(before.data())
                : reader.read(page.id(), before == null ? null : before.data());
    }

    private void refuseOlder(PageSnapshot next) {
        store.ofPage(next.pageCode())
                .filter(shown -> shown.version() > next.version())
                .ifPresent(shown -> {
                    throw new OlderThanShownException(next, shown);
                });
    }

    /** The same cause is logged once, and tried again after ever longer pauses. */
    private void failed(Page page, RuntimeException failure) {
        var before = failures.get(page.id());
        var reason = "Page " + page.name() + " (" + page.code() + ") cannot be published: " + failure.getMessage();
        int times = before == null ? 1 : before.times() + 1;
        var pause = Duration.ofSeconds(Math.min(LONGEST_PAUSE.toSeconds(), 1L << Math.min(times - 1, 10)));
        boolean ofTheme = failure instanceof ThemeException;
        failures.put(
                page.id(),
                new Failure(reason, ofTheme, ofTheme ? hashOf(page) : "", times, System.nanoTime() + pause.toNanos()));
        if (before != null && before.reason().equals(reason)) {
            return;
        }
        if (DatabaseDown.explains(failure)) {
            LOG.warn("{} Readers go on seeing the last snapshot.", reason);
        } else if (failure instanceof ThemeException) {
            LOG.error("{} Readers go on seeing the last snapshot until the theme is mended.", reason);
        } else {
            LOG.error("{} Readers go on seeing the last snapshot.", reason, failure);
        }
    }
}
