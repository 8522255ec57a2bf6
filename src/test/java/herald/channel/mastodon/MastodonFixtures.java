package herald.channel.mastodon;

import herald.channel.Account;
import herald.channel.Act;
import herald.channel.CallDeadlines;
import herald.channel.Message;
import herald.channel.http.AddressGate;
import herald.channel.http.Courier;
import herald.testing.MastodonStub;
import io.micronaut.json.JsonMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An account, messages, and a channel that waits for nothing long. */
final class MastodonFixtures {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final JsonMapper JSON = JsonMapper.createDefault();
    static final String WORDS = "점검 & 복구 중 <b> 21:47 KST\n\nhttps://status.example.com/incidents/abc123def456?a=1&b=2";

    private MastodonFixtures() {}

    /** Patient, for answers that come. */
    static MastodonChannel channel() {
        return channel(new CallDeadlines(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20)));
    }

    /** For answers that never come. */
    static MastodonChannel hurried() {
        return channel(new CallDeadlines(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(1_500)));
    }

    private static MastodonChannel channel(CallDeadlines deadlines) {
        var gate = new AddressGate(true);
        return new MastodonChannel(
                new Courier(deadlines, gate), gate, deadlines, new MastodonSettings(List.of()), CLOCK, JSON);
    }

    static Account account(MastodonStub server) {
        return account(server.baseUrl(), Map.of());
    }

    static Account account(String url, Map<String, String> more) {
        var settings = new HashMap<>(Map.of("api_url", url, "access_token", MastodonStub.TOKEN));
        settings.putAll(more);
        return new Account("target-1", settings);
    }

    static Message root() {
        return message("k1", WORDS, Optional.empty());
    }

    static Message reply(String parent) {
        return message("k2", WORDS, Optional.of(parent));
    }

    static Message message(String key, String text, Optional<String> parent) {
        var replyTo = parent.map(id -> new Message.ReplyTo(id, NOW));
        return new Message(key, text, "ko-KR", replyTo, 1, NOW, () -> true);
    }

    static Message act(Act act, String text) {
        return new Message(
                "k9", act, text, Optional.empty(), "ko", Optional.empty(), Optional.empty(), 1, NOW, () -> true);
    }
}
