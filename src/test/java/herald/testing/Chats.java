package herald.testing;

import herald.channel.Account;
import herald.channel.Act;
import herald.channel.CallDeadlines;
import herald.channel.Card;
import herald.channel.Message;
import herald.channel.Message.ReplyTo;
import herald.channel.http.AddressGate;
import herald.channel.http.Answer;
import herald.channel.http.Courier;
import io.micronaut.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the tests of the chats' channels share: an update in words and as a card, messages, and a way out to loopback. */
public final class Chats {

    public static final Instant NOW = Instant.parse("2026-11-22T12:47:00Z");
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    public static final JsonMapper JSON = JsonMapper.createDefault();
    public static final AddressGate OPEN = new AddressGate(true);
    public static final AddressGate CLOSED = new AddressGate(false);
    public static final URI LINK = URI.create("https://status.example.com/incidents/d4f7h2k9m3pq");

    public static final String TITLE = "메시지 수신 장애 & <PC>";
    public static final String WORDS = "[확인 중] 메시지 수신 장애 & <PC> · 21:47 KST\n\n일부 사용자의 메시지 수신이 원활하지 않습니다. 👨‍👩‍👧‍👦";
    public static final String AFTERWARDS = "[복구됨] 메시지 수신 장애 & <PC> · 22:40 KST\n\n정상화되었습니다.";

    /** Patient, for answers that come. */
    public static final CallDeadlines PATIENT =
            new CallDeadlines(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));

    /** For answers that never come. */
    public static final CallDeadlines HURRIED =
            new CallDeadlines(Duration.ofSeconds(1), Duration.ofMillis(500), Duration.ofMillis(800));

    private Chats() {}

    public static Courier courier(CallDeadlines deadlines) {
        return new Courier(deadlines, OPEN);
    }

    public static Account account(String... settings) {
        return new Account("target-1", settings(settings));
    }

    /** Name, value, name, value… */
    public static Map<String, String> settings(String... namesAndValues) {
        return IntStream.range(0, namesAndValues.length / 2)
                .boxed()
                .collect(Collectors.toMap(i -> namesAndValues[2 * i], i -> namesAndValues[2 * i + 1]));
    }

    public static Card card() {
        return card("investigating", "확인 중", "major");
    }

    public static Card card(String stage, String label, String impact) {
        return new Card(
                "톡 상태",
                URI.create("https://status.example.com/"),
                "d4f7h2k9m3pq",
                "n8v2x5z1c7bt",
                1,
                false,
                stage,
                label,
                impact,
                TITLE,
                "일부 사용자의 메시지 수신이 원활하지 않습니다.",
                NOW,
                "21:47 KST",
                List.of("메시지", "PC 로그인"),
                "다음 안내는 22:40 KST까지 드리겠습니다",
                NOW.plusSeconds(3_180),
                NOW.minusSeconds(600),
                null,
                LINK,
                "ko");
    }

    public static Message post(String words) {
        return message("k1", new Act.Post(), words, Optional.of(card()), Optional.empty());
    }

    public static Message reply(String words, String root) {
        return message("k2", new Act.Post(), words, Optional.of(resolved()), Optional.of(root));
    }

    public static Message edit(String words, String id) {
        return message("k3", new Act.Edit(id), words, Optional.of(resolved()), Optional.empty());
    }

    public static Message delete(String id) {
        return message("k4", new Act.Delete(id), "", Optional.empty(), Optional.empty());
    }

    public static Message message(String key, Act act, String words, Optional<Card> card, Optional<String> root) {
        var before = root.map(id -> new ReplyTo(id, NOW.minusSeconds(60)));
        return new Message(key, act, words, card, "ko", before, before, 1, NOW, () -> true);
    }

    public static Answer answered(int status, Map<String, String> headers, String body) {
        var lists = headers.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
        return new Answer.Answered(
                status, HttpHeaders.of(lists, (_, _) -> true), body.getBytes(StandardCharsets.UTF_8));
    }

    private static Card resolved() {
        return card("resolved", "복구됨", "major");
    }
}
