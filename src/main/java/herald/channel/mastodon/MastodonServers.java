package herald.channel.mastodon;

import herald.channel.Memory;
import herald.channel.http.Answer;
import herald.channel.http.Answer.Answered;
import herald.channel.http.Deadline;
import herald.channel.http.Json;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.time.Clock;
import java.util.Optional;

/** Asks servers what Herald has to know of them, and remembers it. */
final class MastodonServers {

    private final MastodonApi api;
    private final JsonMapper json;
    private final Clock clock;

    MastodonServers(MastodonApi api, JsonMapper json, Clock clock) {
        this.api = api;
        this.json = json;
        this.clock = clock;
    }

    /** Asks again where what is remembered is old; one that does not answer now is asked after the next post. */
    void refresh(MastodonAccount account, Memory memory, Deadline deadline) {
        if (MastodonMemory.of(memory).isStale(clock.instant())) {
            accountId(account, memory, deadline).ifPresent(id -> learn(account, id, memory, deadline));
        }
    }

    /** @return whether the server told how long posts may be */
    boolean learn(MastodonAccount account, String accountId, Memory memory, Deadline deadline) {
        var measure = measure(api.instance(account, deadline)).or(() -> measure(api.olderInstance(account, deadline)));
        var known = MastodonMemory.of(memory);
        new MastodonMemory(measure.orElse(known.measure()), Optional.of(accountId), Optional.of(clock.instant()))
                .keep(memory);
        return measure.isPresent();
    }

    /** How the server numbers the account; empty where it does not say now. */
    Optional<String> accountId(MastodonAccount account, Memory memory, Deadline deadline) {
        var known = MastodonMemory.of(memory);
        return known.accountId().or(() -> {
            var asked = read(api.me(account, deadline)).flatMap(me -> Json.text(me, "id"));
            asked.map(known::withAccount).ifPresent(now -> now.keep(memory));
            return asked;
        });
    }

    private Optional<MastodonMeasure> measure(Answer answer) {
        return read(answer).flatMap(instance -> {
            var limit = Json.number(instance, "configuration", "statuses", "max_characters")
                    .or(() -> Json.number(instance, "max_toot_chars"))
                    .map(Number::intValue)
                    .filter(characters -> characters > 0);
            var perAddress = Json.number(instance, "configuration", "statuses", "characters_reserved_per_url")
                    .map(Number::intValue)
                    .filter(characters -> characters > 0 && characters < 1_000)
                    .orElse(MastodonMemory.USUAL.perAddress());
            return limit.map(most -> new MastodonMeasure(most, perAddress));
        });
    }

    private Optional<JsonNode> read(Answer answer) {
        return answer instanceof Answered answered && answered.status() == 200 ? answered.json(json) : Optional.empty();
    }
}
