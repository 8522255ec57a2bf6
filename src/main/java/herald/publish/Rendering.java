package herald.publish;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Documents in the making; those whose inputs are what they were are taken over as they are. What nobody waits for is put off once
 * the time for it is used up, and made in the next round.
 */
final class Rendering {

    /** A document and all that it was made of. */
    record Made(Object inputs, Document document) {}

    private record Piece(Object inputs, Object made) {}

    /** Inputs of what an earlier run has left: equal to none. */
    private static final Object UNKNOWN = new Object();

    private final Map<String, Made> before;
    private final Map<String, Piece> piecesBefore;
    private final Map<String, Made> documents;
    private final Map<String, Piece> pieces = new HashMap<>();
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
        this(before.documents, before.pieces, spare, hurry);
    }

    private Rendering(
            Map<String, Made> before, Map<String, Piece> piecesBefore, Duration spare, BooleanSupplier hurry) {
        this.before = before;
        this.piecesBefore = piecesBefore;
        this.documents = LinkedHashMap.newLinkedHashMap(before.size() + 100);
        this.spare = spare;
        this.hurry = hurry;
    }

    /** Where there was nothing before. */
    static Rendering nothing() {
        return new Rendering(Map.of(), Map.of(), Duration.ZERO, () -> false);
    }

    /** What an earlier run of Herald has left: good enough to stand in until it is made anew. */
    static Rendering leftBy(PageSnapshot snapshot) {
        var left = nothing();
        snapshot.documents().forEach((path, document) -> left.documents.put(path, new Made(UNKNOWN, document)));
        return left;
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
                && known.inputs() != UNKNOWN
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
        if (known != null && Objects.equals(known.inputs(), inputs)) {
            documents.put(path, known);
            return;
        }
        addAnew(path, inputs, make.get());
    }

    /** As {@link #add}, but the one there was may stand a little longer. */
    void addSoon(String path, Object inputs, Supplier<Document> make) {
        var known = before.get(path);
        if (known == null || known.inputs().equals(inputs) || hasTime()) {
            add(path, inputs, make);
        } else {
            documents.put(path, known);
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

    private void addAnew(String path, Object inputs, Document document) {
        documents.put(path, new Made(inputs, document));
        anew++;
    }

    Map<String, Document> documents() {
        var byPath = LinkedHashMap.<String, Document>newLinkedHashMap(documents.size());
        documents.forEach((path, made) -> byPath.put(path, made.document()));
        return byPath;
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
