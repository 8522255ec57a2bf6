package herald.channel.slack;

import static java.nio.charset.StandardCharsets.UTF_8;

import herald.channel.CallDeadlines;
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
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** The calls Herald makes on Slack: https://docs.slack.dev/reference/methods. */
final class SlackApi {

    private static final String JSON = "application/json; charset=utf-8";

    private final Courier courier;
    private final CallDeadlines deadlines;
    private final JsonMapper json;

    SlackApi(Courier courier, CallDeadlines deadlines, JsonMapper json) {
        this.courier = courier;
        this.deadlines = deadlines;
        this.json = json;
    }

    /** Posts to an incoming webhook. */
    Answer post(SlackAccount.Webhook webhook, JsonNode body, BooleanSupplier mayLeave) {
        return courier.carry(
                Request.post(webhook.address(), JSON, Json.bytes(json, body)).when(mayLeave));
    }

    /** A method that changes something. */
    Answer call(SlackAccount.Bot bot, String method, JsonNode body, BooleanSupplier mayLeave) {
        return courier.carry(authorised(bot, Request.post(address(bot, method, ""), JSON, Json.bytes(json, body)))
                .when(mayLeave));
    }

    /** A method that only reads. */
    Answer ask(SlackAccount.Bot bot, String method, Map<String, String> parameters) {
        return ask(bot, method, parameters, deadlines.total());
    }

    Answer ask(SlackAccount.Bot bot, String method, Map<String, String> parameters, Duration total) {
        var query = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return courier.carry(authorised(bot, Request.get(address(bot, method, query))), total);
    }

    private static Request authorised(SlackAccount.Bot bot, Request request) {
        return request.header("Authorization", "Bearer " + bot.token());
    }

    private static URI address(SlackAccount.Bot bot, String method, String query) {
        return URI.create(bot.apiUrl() + "/" + method + (query.isEmpty() ? "" : "?" + query));
    }
}
