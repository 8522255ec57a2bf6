package herald.channel.discord;

import herald.channel.Account;
import herald.channel.Field;
import herald.channel.Uncertain;
import herald.channel.http.AddressGate;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The settings of one channel on Discord, complete and well-formed. */
record DiscordAccount(String webhook, Uncertain uncertain, DiscordPlace place) {

    static final List<Field> FIELDS = List.of(
            Field.secret(
                    "url",
                    "Webhook address",
                    "In Discord: the channel’s settings, Integrations, Webhooks, Copy Webhook URL."),
            Field.LONG_TEXT,
            Field.BACKLOG,
            Uncertain.FIELD);

    private static final Pattern ADDRESS =
            Pattern.compile("https://((ptb|canary)\\.)?discord(app)?\\.com/api/(v\\d+/)?webhooks/\\d{1,20}/[\\w-]+");

    /** What stands in the way of {@link #of}; empty when nothing does. */
    static List<String> problems(Account account, AddressGate gate) {
        var problems = new ArrayList<String>();
        account.setting("url")
                .ifPresentOrElse(
                        url -> gate.problem(
                                        url,
                                        text -> ADDRESS.matcher(text).matches(),
                                        "it is not a Discord webhook’s address such as"
                                                + " https://discord.com/api/webhooks/123…/AbC…: copy it from the"
                                                + " channel’s settings, Integrations, Webhooks, with nothing after it")
                                .ifPresent(problem -> problems.add("settings.url: " + problem)),
                        () -> problems.add(
                                "settings.url is missing: in Discord, open the channel’s settings, Integrations,"
                                        + " Webhooks, and copy the webhook’s URL"));
        FIELDS.forEach(field -> field.notAChoice(account).ifPresent(problems::add));
        return List.copyOf(problems);
    }

    /** To be called only where {@link #problems} has found none. */
    static DiscordAccount of(Account account) {
        return new DiscordAccount(
                account.setting("url").orElseThrow().replaceFirst("/+$", ""),
                Uncertain.of(account),
                new DiscordPlace(account.memory()));
    }

    /** About the webhook itself. */
    URI address() {
        return URI.create(webhook);
    }

    /** Where new messages go; the answer is waited for, else Discord would swallow what is wrong. */
    URI messages(DiscordThread thread) {
        return URI.create(webhook + "?wait=true" + thread.parameter("&"));
    }

    URI message(DiscordPost post) {
        return URI.create(webhook + "/messages/" + post.id() + post.thread().parameter("?"));
    }

    /** Without the address: whoever has it may post. */
    @Override
    public String toString() {
        return "DiscordAccount";
    }
}
