package herald.publish;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Documents in the making; those whose inputs are what they were are taken over as they are. What nobody waits for is put off once
 * the time for it is used up, and made in the next round.
 */
final class Rendering {

    /** A document and all that it was made of. */
    record Made(Object inputs, Document document) {}

    private final Map<String, Made> before;
    private final Map<String, Made> documents = new LinkedHashMap<>();
    private final long deadline;
    private int anew;
    private int putOff;

    /** @param spare how long documents that can wait may be made in this round; nothing for all the others */
    Rendering(Map<String, Made> before, Duration spare) {
        this.before = before;
        this.deadline = System.nanoTime() + spare.toNanos();
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

    /** As {@link #addSoon}, and where there was none it may be missing at first. */
    void addLater(String path, Object inputs, Supplier<Document> make) {
        if (before.containsKey(path) || hasTime()) {
            addSoon(path, inputs, make);
        } else {
            putOff++;
        }
    }

    private boolean hasTime() {
        return System.nanoTime() - deadline < 0;
    }

    /** A document that is made each time. */
    void add(String path, Document document) {
        addAnew(path, new Object(), document);
    }

    /** Takes over a document that is no longer made, for readers who still hold an older page. */
    void keep(String path, Made made) {
        documents.putIfAbsent(path, made);
    }

    private void addAnew(String path, Object inputs, Document document) {
        documents.put(path, new Made(inputs, document));
        anew++;
    }

    Map<String, Made> made() {
        return documents;
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
