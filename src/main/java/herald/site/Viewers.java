package herald.site;

import herald.publish.Document;
import herald.publish.PageSnapshot;
import herald.publish.SnapshotSwapped;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The open tabs that want to know when their page has changed. They are told which documents to fetch anew, not what is in them: all
 * get the same few bytes.
 */
@Singleton
class Viewers {

    /**
     * The first words to a viewer.
     *
     * @param upTo the number of the last tidings they stand for
     */
    record Welcome(String text, long upTo) {}

    private static final int MOST_PATHS = 200;
    private static final int SHORTEST_SPREAD_MS = 100;
    private static final int LONGEST_SPREAD_MS = 2000;
    private static final int SHORTEST_RETRY_MS = 2000;
    private static final int LONGEST_RETRY_MS = 15_000;

    private final SiteSettings settings;
    private final Loops loops;
    private final AnswerCache cache;
    private final JsonMapper json;
    private final AtomicInteger count = new AtomicInteger();
    /** By page, of the snapshot that changed something to see last. */
    private final Map<String, Tidings> told = new ConcurrentHashMap<>();

    /** Of the last tidings; of the thread {@link #after} alone. */
    private long number;

    private final ExecutorService after = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("site-after-swap").daemon().factory());

    Viewers(SiteSettings settings, Loops loops, AnswerCache cache, JsonMapper json) {
        this.settings = settings;
        this.loops = loops;
        this.cache = cache;
        this.json = json;
    }

    /** Whether one more may stay; who was let in must leave. */
    boolean enter() {
        if (count.incrementAndGet() <= settings.mostViewers()) {
            return true;
        }
        count.decrementAndGet();
        return false;
    }

    void leave() {
        count.decrementAndGet();
    }

    /** When to come back if the line breaks, and what is current unless that is what the viewer has seen. */
    Welcome welcome(PageSnapshot page, @Nullable String lastEventId) {
        var retry = "retry: " + ThreadLocalRandom.current().nextInt(SHORTEST_RETRY_MS, LONGEST_RETRY_MS) + "\n";
        var last = told.get(page.pageCode());
        var current = last == null ? page.id() : last.snapshotId();
        return new Welcome(
                retry + (current.equals(lastEventId) ? ":\n\n" : event(current, null)),
                last == null ? 0 : last.number());
    }

    @EventListener
    void onSwap(SnapshotSwapped swap) {
        after.execute(() -> {
            tell(swap.before(), swap.after());
            cache.keepOnly(swap.after());
        });
    }

    @EventListener
    void onStop(ShutdownEvent event) {
        loops.onEach(Loop::sendViewersAway);
    }

    @PreDestroy
    void close() {
        after.shutdown();
    }

    private void tell(@Nullable PageSnapshot before, PageSnapshot now) {
        var changed = changed(before, now);
        if (before != null && changed.isEmpty()) {
            return;
        }
        var news = Tidings.of(++number, now, event(now.id(), changed.size() > MOST_PATHS ? null : changed));
        told.put(now.pageCode(), news);
        // Nobody looks at a page that has never been shown.
        if (before != null) {
            loops.onEach(loop -> loop.tell(news));
        }
    }

    /** The addresses whose HTML is not what it was, at most one more than are told. */
    private static List<String> changed(@Nullable PageSnapshot before, PageSnapshot now) {
        if (before == null) {
            return List.of();
        }
        var old = before.documents();
        var differing = now.documents().entrySet().stream()
                .filter(Viewers::isPage)
                .filter(entry -> {
                    var earlier = old.get(entry.getKey());
                    return earlier == null
                            || !earlier.hash().equals(entry.getValue().hash());
                })
                .map(Map.Entry::getKey);
        var gone = old.entrySet().stream()
                .filter(Viewers::isPage)
                .map(Map.Entry::getKey)
                .filter(path -> !now.documents().containsKey(path));
        return Stream.concat(differing, gone).limit(MOST_PATHS + 1L).toList();
    }

    /** One that has an address. */
    private static boolean isPage(Map.Entry<String, Document> entry) {
        return entry.getKey().startsWith("/") && entry.getValue().isHtml();
    }

    /** @param changed null when the viewer may have missed more, or it is too much to list */
    private String event(String id, @Nullable List<String> changed) {
        var data = new LinkedHashMap<String, Object>();
        data.put("at", id);
        data.put("changed", changed);
        data.put("spread", Math.clamp(count.get() / 10, SHORTEST_SPREAD_MS, LONGEST_SPREAD_MS));
        try {
            return "id: " + id + "\nevent: page\ndata: " + Objects.requireNonNull(json.writeValueAsString(data))
                    + "\n\n";
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
