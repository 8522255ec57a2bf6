package herald.publish;

import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Documents in the making; those whose inputs are what they were are taken over as they are. What nobody waits for is put off once
 * the time for it is used up, and made in the next round.
 */
final class Rendering {

    private record Piece(Object inputs, Object made) {}

    private record Task(String path, Object inputs, Supplier<Document> make) {}

    private record Resting(Object inputs, Map<String, Document> documents) {}

    private static final int HELPERS = Runtime.getRuntime().availableProcessors() - 1;
    private static final Executor HELP = Executors.newFixedThreadPool(
            Math.max(1, HELPERS),
            Thread.ofPlatform().name("render-", 1).daemon().factory());

    private final Map<String, Document> before;
    private final Map<String, Piece> piecesBefore;
    private final Map<String, Map<Long, Resting>> restingBefore;
    private final Map<String, Document> documents;
    private final Map<String, Piece> pieces = new ConcurrentHashMap<>();
    private final Map<String, Map<Long, Resting>> resting;
    /** Documents that somebody waits for, to be made together. */
    private final List<Task> urgent = new ArrayList<>();

    /** What has been added by the present call of {@link #rest}; null outside of one. */
    private @Nullable Map<String, Document> part;

    private final boolean newsOnly;
    private final Duration spare;
    private final BooleanSupplier hurry;
    private boolean begun;
    private long deadline;
    private int anew;
    private int putOff;

    private Rendering(
            Map<String, Document> before,
            Map<String, Piece> piecesBefore,
            Map<String, Map<Long, Resting>> restingBefore,
            Map<String, Document> documents,
            Map<String, Map<Long, Resting>> resting,
            boolean newsOnly,
            Duration spare,
            BooleanSupplier hurry) {
        this.before = before;
        this.piecesBefore = piecesBefore;
        this.restingBefore = restingBefore;
        this.documents = documents;
        this.resting = resting;
        this.newsOnly = newsOnly;
        this.spare = spare;
        this.hurry = hurry;
    }

    /**
     * @param before the last one, to take over what has not changed
     * @param spare how long documents that can wait may be made in this round; nothing for all the others
     * @param hurry whether something has come up meanwhile that cannot wait for them
     */
    Rendering(Rendering before, Duration spare, BooleanSupplier hurry) {
        this(
                before.documents,
                before.allPieces(),
                before.resting,
                LinkedHashMap.newLinkedHashMap(before.documents.size() + 100),
                new HashMap<>(),
                false,
                spare,
                hurry);
    }

    private Rendering(Map<String, Document> documents) {
        this(Map.of(), Map.of(), Map.of(), documents, new HashMap<>(), false, Duration.ZERO, () -> false);
    }

    /** Where there was nothing before. */
    static Rendering nothing() {
        return new Rendering(new LinkedHashMap<>());
    }

    /**
     * A round in which only that is looked at which somebody waits for; all else is as it was in {@code before}, and has to be looked at
     * in the next round.
     */
    static Rendering ofNews(Rendering before) {
        return new Rendering(
                before.documents,
                before.pieces,
                before.resting,
                new LinkedHashMap<>(before.documents),
                before.resting,
                true,
                Duration.ZERO,
                () -> false);
    }

    /** A round for what {@code before} has put off. The next news will need the same pieces, whether or not this round asks for them. */
    static Rendering ofRest(Rendering before, Duration spare, BooleanSupplier hurry) {
        var rest = new Rendering(before, spare, hurry);
        rest.pieces.putAll(rest.piecesBefore);
        return rest;
    }

    /** What an earlier run of Herald has left: good enough to stand in until it is made anew. */
    static Rendering leftBy(PageSnapshot snapshot) {
        return new Rendering(snapshot.documents());
    }

    /**
     * Whether the document at {@code path} was made of something else the last time. Not when it was not made, or by another process.
     *
     * @param essence what of the inputs counts
     * @param inputs of now, always of the same type
     */
    @SuppressWarnings("unchecked")
    <T> boolean isNews(String path, T inputs, Function<T, ?> essence) {
        var known = before.get(path);
        return known != null
                && known.inputs() != null
                && !essence.apply((T) known.inputs()).equals(essence.apply(inputs));
    }

    /**
     * Something documents are made of: what it was the last time while {@code inputs} are equal.
     *
     * @param key of this piece and no other; always with the same type
     */
    @SuppressWarnings("unchecked")
    <T> T piece(String key, Object inputs, Supplier<T> make) {
        var now = pieces.get(key);
        var known = now == null ? piecesBefore.get(key) : now;
        var piece = known != null && known.inputs().equals(inputs) ? known : new Piece(inputs, make.get());
        pieces.put(key, piece);
        return (T) piece.made();
    }

    /** {@code value}, or the equal one of the last time: comparing it again costs nothing then. */
    <T> T same(String key, T value) {
        return piece(key, value, () -> value);
    }

    /**
     * Somebody waits for it: it is made by {@link #make}, unless it is what it was.
     *
     * @param inputs everything that {@code make} looks at, compared by value
     * @param make called by any thread
     */
    void add(String path, Object inputs, Supplier<Document> make) {
        if (!takesOver(path, inputs)) {
            urgent.add(new Task(path, inputs, make));
        }
    }

    /** As {@link #add}, but the one there was may stand a little longer. */
    void addSoon(String path, Object inputs, Supplier<Document> make) {
        if (takesOver(path, inputs)) {
            return;
        }
        var known = before.get(path);
        if (known == null || hasTime()) {
            put(path, make.get().madeOf(inputs));
            anew++;
        } else {
            put(path, known);
            putOff++;
        }
    }

    /** As {@link #add} where it is {@code urgent}, else as {@link #addSoon}. */
    void add(String path, boolean urgent, Object inputs, Supplier<Document> make) {
        if (urgent) {
            add(path, inputs, make);
        } else {
            addSoon(path, inputs, make);
        }
    }

    /** As {@link #addSoon}, and where there was none it may be missing at first. */
    void addLater(String path, Object inputs, Supplier<Document> make) {
        if (before.containsKey(path) || hasTime()) {
            addSoon(path, inputs, make);
        } else {
            putOff++;
        }
    }

    /**
     * As {@code add} does, at little cost while that would add what it did the last time: of thousands of incidents nearly all rest.
     *
     * @param kind together with {@code id} of these documents and no others
     * @param inputs everything that {@code add} looks at, compared by value
     */
    void rest(String kind, long id, Object inputs, Runnable add) {
        var known = restingBefore.getOrDefault(kind, Map.of()).get(id);
        if (known != null && known.inputs().equals(inputs)) {
            documents.putAll(known.documents());
        } else {
            int openBefore = putOff + urgent.size();
            part = new LinkedHashMap<>();
            add.run();
            known = putOff + urgent.size() == openBefore ? new Resting(inputs, part) : null;
            part = null;
        }
        if (known != null) {
            resting.computeIfAbsent(kind, _ -> new HashMap<>()).put(id, known);
        }
    }

    private boolean takesOver(String path, Object inputs) {
        var known = before.get(path);
        boolean same = known != null && inputs.equals(known.inputs());
        if (same) {
            put(path, known);
        }
        return same;
    }

    /** Makes the documents that somebody waits for, as many at once as there are processors. */
    void make() {
        var made = new Document[urgent.size()];
        var next = new AtomicInteger();
        Runnable work = () -> {
            for (int i = next.getAndIncrement(); i < made.length; i = next.getAndIncrement()) {
                made[i] = urgent.get(i).make().get();
            }
        };
        var helping = IntStream.range(0, Math.min(HELPERS, made.length - 1))
                .mapToObj(_ -> CompletableFuture.runAsync(work, HELP))
                .toList();
        try {
            work.run();
            helping.forEach(CompletableFuture::join);
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
        for (int i = 0; i < made.length; i++) {
            put(urgent.get(i).path(), made[i].madeOf(urgent.get(i).inputs()));
        }
        anew += made.length;
        urgent.clear();
    }

    private void put(String path, Document document) {
        documents.put(path, document);
        if (part != null) {
            part.put(path, document);
        }
    }

    /** The time begins with the first that needs it: however long the others take to be looked at, each round gets on. */
    private boolean hasTime() {
        if (spare.isZero() || hurry.getAsBoolean()) {
            return false;
        }
        if (!begun) {
            begun = true;
            deadline = System.nanoTime() + spare.toNanos();
        }
        return System.nanoTime() - deadline < 0;
    }

    /** Takes over documents that are no longer made, for readers who still hold an older page. */
    void keepFormer(Predicate<String> wanted, int most) {
        before.entrySet().stream()
                .filter(made -> wanted.test(made.getKey()))
                .limit(most)
                .forEach(made -> documents.putIfAbsent(made.getKey(), made.getValue()));
    }

    Map<String, Document> documents() {
        return Collections.unmodifiableMap(documents);
    }

    boolean isNewsOnly() {
        return newsOnly;
    }

    /** How many wait for the next round, as far as they have been looked at. */
    int putOff() {
        return putOff;
    }

    /** Whether nothing waits for the next round. */
    boolean isWhole() {
        return !newsOnly && putOff == 0;
    }

    private Map<String, Piece> allPieces() {
        if (!newsOnly) {
            return pieces;
        }
        var all = new HashMap<>(piecesBefore);
        all.putAll(pieces);
        return all;
    }

    /** How many were not taken over. */
    int anew() {
        return anew;
    }
}
