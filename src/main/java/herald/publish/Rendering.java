package herald.publish;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Documents in the making; those whose inputs are what they were are taken over as they are. */
final class Rendering {

    /** A document and all that it was made of. */
    record Made(Object inputs, Document document) {}

    private final Map<String, Made> before;
    private final Map<String, Made> documents = new LinkedHashMap<>();
    private int anew;

    Rendering(Map<String, Made> before) {
        this.before = before;
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

    /** How many were not taken over. */
    int anew() {
        return anew;
    }
}
