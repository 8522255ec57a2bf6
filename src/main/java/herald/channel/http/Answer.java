package herald.channel.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.Optional;

/** What came back for one request. Reasons are for staff: plain words, no secrets. */
public sealed interface Answer {

    /**
     * The far side, or something before it, answered.
     *
     * @param headers by name, whatever the case
     * @param body what there is of it: one mebibyte at most, and less where it broke off
     */
    record Answered(int status, HttpHeaders headers, byte[] body) implements Answer {

        /** The body read as UTF-8. */
        public String text() {
            return new String(body, UTF_8);
        }

        /** The body; empty where it is not JSON, or not all of it arrived. */
        public Optional<JsonNode> json(JsonMapper mapper) {
            try {
                return Optional.ofNullable(mapper.readValue(body, JsonNode.class));
            } catch (IOException | RuntimeException _) {
                return Optional.empty();
            }
        }
    }

    /** The request never left this machine whole. */
    record NotSent(String why) implements Answer {}

    /** The request may have arrived, its answer did not. */
    record Lost(String why) implements Answer {}
}
