package herald.channel.slack;

import herald.channel.Account;
import herald.channel.CallDeadlines;
import herald.channel.Memory;
import herald.testing.Chats;
import herald.testing.SlackStub;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Channels and accounts for a stand-in, and words in Slack's mark-up. */
final class SlackFixtures {

    static final String WORDS = "*[확인 중] <https://status.example.com/incidents/d4f7h2k9m3pq|메시지 수신 장애 &amp;"
            + " &lt;PC&gt;> · 21:47 KST*\n일부 사용자의 메시지 수신이 원활하지 않습니다. 👨‍👩‍👧‍👦\n\n_톡 상태_";

    static final String AFTERWARDS = "*[복구됨] <https://status.example.com/incidents/d4f7h2k9m3pq|메시지 수신 장애 &amp;"
            + " &lt;PC&gt;> · 22:40 KST*\n정상화되었습니다.\n\n_톡 상태_";

    private SlackFixtures() {}

    static SlackChannel channel() {
        return channel(Chats.PATIENT);
    }

    static SlackChannel hurried() {
        return channel(Chats.HURRIED);
    }

    private static SlackChannel channel(CallDeadlines deadlines) {
        return new SlackChannel(
                Chats.courier(deadlines),
                deadlines,
                Chats.OPEN,
                new SlackSettings(List.of(Duration.ofSeconds(5))),
                Chats.CLOCK,
                Chats.JSON);
    }

    static Account webhook(SlackStub slack, String... more) {
        return with(Map.of("url", slack.webhookUrl()), more);
    }

    static Account bot(SlackStub slack, String... more) {
        return with(
                Map.of("api_url", slack.apiUrl(), "bot_token", SlackStub.TOKEN, "channel", SlackStub.CHANNEL), more);
    }

    private static Account with(Map<String, String> settings, String... more) {
        var all = new HashMap<>(Chats.settings(more));
        all.putAll(settings);
        return new Account("target-1", all, Memory.ofThisProcess());
    }
}
