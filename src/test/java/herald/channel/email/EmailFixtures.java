package herald.channel.email;

import herald.channel.Account;
import herald.channel.Act;
import herald.channel.CallDeadlines;
import herald.channel.Card;
import herald.channel.Mail;
import herald.channel.Message;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An account, messages and a mail server's settings. */
final class EmailFixtures {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final CallDeadlines PATIENT =
            new CallDeadlines(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20));
    static final CallDeadlines HURRIED =
            new CallDeadlines(Duration.ofSeconds(1), Duration.ofMillis(800), Duration.ofMillis(1_500));
    static final String FROM = "톡 상태 <status@talk.example>";

    private EmailFixtures() {}

    static Smtp smtp(String url) {
        return new Smtp(new SmtpSettings(url, FROM, true), PATIENT);
    }

    static EmailChannel channel(String url) {
        return new EmailChannel(smtp(url), CLOCK);
    }

    static EmailChannel hurried(String url) {
        return new EmailChannel(new Smtp(new SmtpSettings(url, FROM, true), HURRIED), CLOCK);
    }

    static Account account(String... recipients) {
        return new Account("t1", Map.of("recipients", String.join(", ", recipients)));
    }

    static Message first() {
        return message("k1", "메시지 수신 장애", Optional.empty(), Optional.empty());
    }

    static Message message(String key, String title, Optional<Message.ReplyTo> parent, Optional<Message.ReplyTo> root) {
        return new Message(
                key,
                new Act.Post(),
                "확인하고 있습니다.\n\n.점으로 시작하는 줄\nhttps://status.talk.example/incidents/abc",
                Optional.of(card(title)),
                Optional.of(new Mail("[조사 중] " + title, "<!doctype html><p>확인하고 <b>있습니다</b>.</p>")),
                Optional.empty(),
                "ko",
                parent,
                root,
                1,
                NOW,
                () -> true);
    }

    static Message replying(String key, String parent, String root) {
        return message(
                key,
                "메시지 수신 장애",
                Optional.of(new Message.ReplyTo(parent, NOW)),
                Optional.of(new Message.ReplyTo(root, NOW)));
    }

    static Card card(String title) {
        return new Card(
                "톡",
                URI.create("https://status.talk.example/"),
                "abc",
                "u1",
                1,
                false,
                "investigating",
                "조사 중",
                "major",
                title,
                "확인하고 있습니다.",
                NOW,
                "21:00 KST",
                List.of("메시지 수신"),
                null,
                null,
                null,
                null,
                URI.create("https://status.talk.example/incidents/abc"),
                "ko");
    }
}
