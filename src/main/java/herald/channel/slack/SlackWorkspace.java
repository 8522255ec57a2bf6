package herald.channel.slack;

import herald.channel.Memory;
import herald.channel.http.Answer.Answered;
import herald.channel.http.Json;
import io.micronaut.json.JsonMapper;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The address of a bot's workspace, below which its messages have their own; asked once and remembered. */
final class SlackWorkspace {

    private static final String KEY = "workspace";

    /** No message waits longer for its own address. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final SlackApi api;
    private final JsonMapper json;

    SlackWorkspace(SlackApi api, JsonMapper json) {
        this.api = api;
        this.json = json;
    }

    static Optional<URI> known(SlackAccount.Bot bot) {
        return Optional.ofNullable(bot.memory().read().values().get(KEY)).map(URI::create);
    }

    void learn(SlackAccount.Bot bot) {
        if (known(bot).isPresent()) {
            return;
        }
        if (api.ask(bot, "auth.test", Map.of(), PATIENCE) instanceof Answered answer) {
            answer.json(json)
                    .flatMap(body -> Json.text(body, "url"))
                    .filter(url -> url.matches("https://[a-z0-9.-]+/?"))
                    .ifPresent(url -> keep(bot.memory(), url));
        }
    }

    private static void keep(Memory memory, String url) {
        var kept = memory.read();
        var values = new HashMap<>(kept.values());
        values.put(KEY, url);
        memory.write(kept.version(), values);
    }
}
