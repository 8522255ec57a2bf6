package herald.publish;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a page offers to machines: feeds and answers. */
@Singleton
class MachineViews {

    private final JsonMapper json;

    MachineViews(JsonMapper json) {
        this.json = json;
    }

    /** @param first the page in its first language */
    void add(Rendering rendering, PageData data, Edition first) {
        rendering.add("/history.atom", Document.of(Document.ATOM, Caching.DATA, new AtomFeed(data, first).bytes()));
        new StatusJson(data, first.base()).answers().forEach((path, answer) -> rendering.add(path, json(answer)));
    }

    /** With {@code <} written as an escape: nothing in an answer is markup, whoever pastes it where. */
    private Document json(Map<String, Object> answer) {
        try {
            var text = json.writeValueAsString(answer).replace("<", "\\u003c");
            return Document.of(Document.JSON, Caching.DATA, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
