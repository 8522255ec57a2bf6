package herald.channel.x;

import io.micronaut.json.tree.JsonNode;
import java.net.http.HttpHeaders;
import java.util.Optional;

/** What came back for one request to X. */
sealed interface XAnswer {
    /** X, or something before it, answered. {@code body} is empty where it was not JSON, or not all of it arrived. */
    record Answered(int status, HttpHeaders headers, Optional<JsonNode> body) implements XAnswer {}

    /** The request never left this machine whole. */
    record NotSent(String why) implements XAnswer {}

    /** The request may have arrived, its answer did not. */
    record Lost(String why) implements XAnswer {}
}
