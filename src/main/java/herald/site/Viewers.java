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
    /** By page, the snapshot that changed something to see last. */
    private final Map<String, String> told = new ConcurrentHashMap<>();

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

    /** The first words to a viewer: when to come back if the line breaks, and what is current unless that is what it has seen. */
    String welcome(PageSnapshot page, @Nullable String lastEventId) {
        var retry = "retry: " + ThreadLocalRandom.current().nextInt(SHORTEST_RETRY_MS, LONGEST_RETRY_MS) + "\n";
        var current = told.getOrDefault(page.pageCode(), page.id());
        return retry + (current.equals(lastEventId) ? ":\n\n" : event(current, null));
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
        if (changed.isEmpty()) {
            return;
        }
        told.put(now.pageCode(), now.id());
        var news = Tidings.of(now.pageCode(), event(now.id(), changed.size() > MOST_PATHS ? null : changed));
        loops.onEach(loop -> loop.tell(news));
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
