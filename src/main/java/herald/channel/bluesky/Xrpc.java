package herald.channel.bluesky;

import static java.nio.charset.StandardCharsets.UTF_8;

import herald.channel.http.Answer;
import herald.channel.http.Courier;
import herald.channel.http.Json;
import herald.channel.http.Request;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** The protocol's calls: queries and procedures by name. */
final class Xrpc {

    private final Courier courier;
    private final JsonMapper json;

    Xrpc(Courier courier, JsonMapper json) {
        this.courier = courier;
        this.json = json;
    }

    Answer query(String host, String name, Map<String, String> parameters, Optional<String> token, Duration total) {
        var query = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        var address = at(host, name + (query.isEmpty() ? "" : "?" + query));
        return address.map(uri -> courier.carry(signed(Request.get(uri), token), total))
                .orElseGet(Xrpc::noAddress);
    }

    Answer procedure(
            String host,
            String name,
            JsonNode input,
            Optional<String> token,
            BooleanSupplier mayLeave,
            Duration total) {
        return at(host, name)
                .map(uri -> Request.post(uri, "application/json", Json.bytes(json, input)))
                .map(request -> courier.carry(signed(request, token).when(mayLeave), total))
                .orElseGet(Xrpc::noAddress);
    }

    /** One that takes nothing but a token: a body, even an empty one, would be refused. */
    Answer procedure(String host, String name, String token, Duration total) {
        return at(host, name)
                .map(uri -> new Request("POST", uri, Map.of(), Optional.empty(), () -> true))
                .map(request -> courier.carry(signed(request, Optional.of(token)), total))
                .orElseGet(Xrpc::noAddress);
    }

    private static Request signed(Request request, Optional<String> token) {
        return token.map(bearer -> request.header("Authorization", "Bearer " + bearer))
                .orElse(request);
    }

    private static Optional<URI> at(String host, String name) {
        try {
            return Optional.of(URI.create(host + "/xrpc/" + name));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Answer noAddress() {
        return new Answer.NotSent("the account’s server has no proper address");
    }
}
