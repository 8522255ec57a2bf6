package herald.channel.x;

import herald.channel.Account;
import herald.channel.CallDeadlines;
import herald.channel.Message;
import herald.channel.http.AddressGate;
import herald.channel.http.Courier;
import io.micronaut.json.JsonMapper;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An account, a message and a channel that waits for nothing long. */
final class XFixtures {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final JsonMapper JSON = JsonMapper.createDefault();
    static final CallDeadlines PATIENT =
            new CallDeadlines(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));
    static final CallDeadlines HURRIED =
            new CallDeadlines(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(1_500));
    static final XSettings SETTINGS = new XSettings(
            List.of(), new BigDecimal("0.015"), new BigDecimal("0.20"), Duration.ofDays(7), 20, Duration.ofSeconds(5));
    static final String WORDS = "점검 & 복구 중 <b> 21:47 KST";

    private XFixtures() {}

    /** Patient, for answers that come. */
    static XChannel channel() {
        return channel(PATIENT);
    }

    /** For answers that never come. */
    static XChannel hurried() {
        return channel(HURRIED);
    }

    private static XChannel channel(CallDeadlines deadlines) {
        return channel(deadlines, CLOCK);
    }

    static XChannel channel(CallDeadlines deadlines, Clock clock) {
        var gate = new AddressGate(true);
        return new XChannel(new Courier(deadlines, gate), gate, deadlines, SETTINGS, clock, JSON);
    }

    static Account account(String url) {
        return new Account(
                "target-1",
                Map.of(
                        "api_url", url,
                        "consumer_key", "ck",
                        "consumer_secret", "cs",
                        "access_token", "42-at",
                        "access_token_secret", "ats"));
    }

    static Message root() {
        return message(Optional.empty(), 1);
    }

    static Message reply(Duration parentAge) {
        return message(Optional.of(new Message.ReplyTo("1900000000000000001", NOW.minus(parentAge))), 1);
    }

    static Message message(Optional<Message.ReplyTo> parent, int attempt) {
        return new Message("k1", WORDS, "ko", parent, attempt, NOW, () -> true);
    }
}
