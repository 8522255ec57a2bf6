package herald.channel.x;

import static java.nio.charset.StandardCharsets.UTF_8;

import herald.channel.Quote;
import herald.channel.http.Courier;
import herald.channel.http.Request;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code POST /2/oauth2/token} (RFC 6749), for a code or for a refresh token; each is good for one use. */
final class XOAuth2 {

    private static final Duration USUAL_LIFE = Duration.ofHours(2);

    private final Courier courier;
    private final JsonMapper json;

    XOAuth2(Courier courier, JsonMapper json) {
        this.courier = courier;
        this.json = json;
    }

    /** What a renewal or a connection gives. */
    record Tokens(String access, String refresh, Duration life) {

        /** Empty where one of the tokens is missing. */
        static Optional<Tokens> of(Optional<JsonNode> body) {
            return text(body, "access_token")
                    .flatMap(access ->
                            text(body, "refresh_token").map(refresh -> new Tokens(access, refresh, life(body))));
        }

        private static Duration life(Optional<JsonNode> body) {
            return body.map(whole -> whole.get("expires_in"))
                    .filter(JsonNode::isNumber)
                    .map(seconds -> Duration.ofSeconds(seconds.getLongValue()))
                    .orElse(USUAL_LIFE);
        }

        /** Without the tokens. */
        @Override
        public String toString() {
            return "Tokens[" + life + "]";
        }
    }

    XAnswer token(XApp app, Map<String, String> grant, Duration total) {
        var form = new LinkedHashMap<>(grant);
        if (app.clientSecret().isEmpty()) {
            form.put("client_id", app.clientId());
        }
        var request = Request.post(
                URI.create(app.apiUrl() + "/2/oauth2/token"),
                "application/x-www-form-urlencoded",
                encoded(form).getBytes(UTF_8));
        for (var secret : app.clientSecret().stream().toList()) {
            var pair = (app.clientId() + ":" + secret).getBytes(UTF_8);
            request = request.header(
                    "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
        }
        return XApi.read(courier.carry(request, total), json);
    }

    static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /** What X says is wrong, for staff; empty when it says nothing. */
    static String quote(Optional<JsonNode> body) {
        return Quote.of("X", text(body, "error_description").orElse(""));
    }

    private static Optional<String> text(Optional<JsonNode> body, String name) {
        return body.map(whole -> whole.get(name))
                .filter(JsonNode::isString)
                .map(JsonNode::getStringValue)
                .filter(text -> !text.isBlank());
    }
}
