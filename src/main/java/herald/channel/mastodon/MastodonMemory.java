package herald.channel.mastodon;

import herald.channel.Memory;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is remembered of an account's server: how long its posts may be, and how it numbers the account.
 *
 * @param learnedAt when the server was last asked; empty where it never was
 */
record MastodonMemory(MastodonMeasure measure, Optional<String> accountId, Optional<Instant> learnedAt) {

    /** What Mastodon itself takes. */
    static final MastodonMeasure USUAL = new MastodonMeasure(500, 23);

    private static final Duration GOOD_FOR = Duration.ofHours(24);

    static MastodonMemory of(Memory memory) {
        var values = memory.read().values();
        return new MastodonMemory(
                new MastodonMeasure(
                        number(values, "max_characters").map(Long::intValue).orElse(USUAL.limit()),
                        number(values, "characters_reserved_per_url")
                                .map(Long::intValue)
                                .orElse(USUAL.perAddress())),
                Optional.ofNullable(values.get("account_id")),
                number(values, "learned_at").map(Instant::ofEpochSecond));
    }

    /** Nothing is lost where somebody else has written meanwhile: they have asked the same server. */
    void keep(Memory memory) {
        var values = new LinkedHashMap<String, String>();
        values.put("max_characters", String.valueOf(measure.limit()));
        values.put("characters_reserved_per_url", String.valueOf(measure.perAddress()));
        accountId.ifPresent(id -> values.put("account_id", id));
        learnedAt.ifPresent(at -> values.put("learned_at", String.valueOf(at.getEpochSecond())));
        memory.write(memory.read().version(), values);
    }

    MastodonMemory withAccount(String id) {
        return new MastodonMemory(measure, Optional.of(id), learnedAt);
    }

    boolean isStale(Instant now) {
        return learnedAt.filter(at -> at.plus(GOOD_FOR).isAfter(now)).isEmpty();
    }

    private static Optional<Long> number(Map<String, String> values, String name) {
        return Optional.ofNullable(values.get(name))
                .filter(value -> value.matches("\\d{1,10}"))
                .map(Long::valueOf);
    }
}
