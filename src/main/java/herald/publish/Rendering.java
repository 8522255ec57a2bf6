package herald.publish;

import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Documents in the making; those whose inputs are what they were are taken over as they are. What nobody waits for is put off once
 * the time for it is used up, and made in the next round.
 */
final class Rendering {

    private record Piece(Object inputs, Object made) {}

    private record Resting(Object inputs, Map<String, Document> documents) {}

    private final Map<String, Document> before;
    private final Map<String, Piece> piecesBefore;
    private final Map<String, Map<Long, Resting>> restingBefore;
    private final Map<String, Document> documents;
    private final Map<String, Piece> pieces = new HashMap<>();
    private final Map<String, Map<Long, Resting>> resting = new HashMap<>();
    /** What has been added by the present call of {@link #rest}; null outside of one. */
    private @Nullable Map<String, Document> part;

    private final Duration spare;
    private final BooleanSupplier hurry;
    private boolean begun;
    private long deadline;
    private int anew;
    private int putOff;

    /**
     * @param before the last one, to take over what has not changed
     * @param spare how long documents that can wait may be made in this round; nothing for all the others
     * @param hurry whether something has come up meanwhile that cannot wait for them
     */
    Rendering(Rendering before, Duration spare, BooleanSupplier hurry) {
        this.before = before.documents;
        this.piecesBefore = before.pieces;
        this.restingBefore = before.resting;
        this.documents = LinkedHashMap.newLinkedHashMap(before.documents.size() + 100);
        this.spare = spare;
        this.hurry = hurry;
    }

    private Rendering(Map<String, Document> documents) {
        this.before = Map.of();
        this.piecesBefore = Map.of();
        this.restingBefore = Map.of();
        this.documents = documents;
        this.spare = Duration.ZERO;
        this.hurry = () -> false;
    }

    /** Where there was nothing before. */
    static Rendering nothing() {
        return new Rendering(new LinkedHashMap<>());
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
        var known = pieces.containsKey(key) ? pieces.get(key) : piecesBefore.get(key);
        var piece = known != null && known.inputs().equals(inputs) ? known : new Piece(inputs, make.get());
        pieces.put(key, piece);
        return (T) piece.made();
    }

    /** {@code value}, or the equal one of the last time: comparing it again costs nothing then. */
    <T> T same(String key, T value) {
        return piece(key, value, () -> value);
    }

    /** @param inputs everything that {@code make} looks at, compared by value */
    void add(String path, Object inputs, Supplier<Document> make) {
        var known = before.get(path);
        if (known != null && inputs.equals(known.inputs())) {
            put(path, known);
        } else {
            put(path, make.get().madeOf(inputs));
            anew++;
        }
    }

    /** As {@link #add}, but the one there was may stand a little longer. */
    void addSoon(String path, Object inputs, Supplier<Document> make) {
        var known = before.get(path);
        if (known == null || inputs.equals(known.inputs()) || hasTime()) {
            add(path, inputs, make);
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
            int putOffBefore = putOff;
            part = new LinkedHashMap<>();
            add.run();
            known = putOff == putOffBefore ? new Resting(inputs, part) : null;
            part = null;
        }
        if (known != null) {
            resting.computeIfAbsent(kind, _ -> new HashMap<>()).put(id, known);
        }
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

    /** How many wait for the next round. */
    int putOff() {
        return putOff;
    }

    /** How many were not taken over. */
    int anew() {
        return anew;
    }
}
