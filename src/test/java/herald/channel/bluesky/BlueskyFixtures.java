package herald.channel.bluesky;

import herald.channel.Account;
import herald.channel.Act;
import herald.channel.CallDeadlines;
import herald.channel.Card;
import herald.channel.Message;
import herald.channel.http.AddressGate;
import herald.channel.http.Courier;
import herald.testing.BlueskyStub;
import io.micronaut.json.JsonMapper;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An account, messages, and a channel that waits for nothing long. */
final class BlueskyFixtures {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00.123456Z");
    static final JsonMapper JSON = JsonMapper.createDefault();
    static final URI LINK = URI.create("https://status.example.com/incidents/abc123def456");
    static final String WORDS = "점검 & 복구 중 👨‍👩‍👧‍👦 21:47 KST\n" + LINK;

    private BlueskyFixtures() {}

    /** Patient, for answers that come. */
    static BlueskyChannel channel(Clock clock) {
        return channel(
                clock, new CallDeadlines(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20)));
    }

    /** For answers that never come. */
    static BlueskyChannel hurried(Clock clock) {
        return channel(
                clock, new CallDeadlines(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(1_500)));
    }

    private static BlueskyChannel channel(Clock clock, CallDeadlines deadlines) {
        var gate = new AddressGate(true);
        return new BlueskyChannel(
                new Courier(deadlines, gate), gate, deadlines, new BlueskySettings(List.of()), clock, JSON);
    }

    static Account account(BlueskyStub bluesky) {
        return account(bluesky.baseUrl(), Map.of());
    }

    static Account account(String url, Map<String, String> more) {
        var settings = new HashMap<>(
                Map.of("api_url", url, "identifier", BlueskyStub.HANDLE, "app_password", BlueskyStub.PASSWORD));
        settings.putAll(more);
        return new Account("target-1", settings);
    }

    static Message root() {
        return message("k1", WORDS, Optional.empty(), Optional.empty(), 1);
    }

    static Message again(Message message, int attempt) {
        return new Message(
                message.key(),
                message.act(),
                message.text(),
                message.card(),
                message.language(),
                message.replyTo(),
                message.root(),
                attempt,
                message.firstSentAt(),
                message.mayLeave());
    }

    static Message reply(String key, String parent, String root) {
        return message(key, "복구되었습니다. " + key, Optional.of(parent), Optional.of(root), 1);
    }

    static Message delete(String id) {
        return new Message(
                "k9",
                new Act.Delete(id),
                "",
                Optional.empty(),
                "ko",
                Optional.empty(),
                Optional.empty(),
                1,
                NOW,
                () -> true);
    }

    private static Message message(
            String key, String text, Optional<String> parent, Optional<String> root, int attempt) {
        return new Message(
                key,
                new Act.Post(),
                text,
                Optional.of(card()),
                "ko",
                parent.map(id -> new Message.ReplyTo(id, NOW)),
                root.map(id -> new Message.ReplyTo(id, NOW)),
                attempt,
                NOW,
                () -> true);
    }

    private static Card card() {
        return new Card(
                "Talk",
                URI.create("https://status.example.com/"),
                "abc123def456",
                "upd123456789",
                1,
                false,
                "investigating",
                "조사 중",
                "major",
                "메시지 수신 장애",
                "확인하고 있습니다.",
                NOW,
                "21:47 KST",
                List.of("메시지 수신"),
                null,
                null,
                null,
                null,
                LINK,
                "ko");
    }
}
