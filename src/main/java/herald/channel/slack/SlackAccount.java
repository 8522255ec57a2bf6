package herald.channel.slack;

import herald.channel.Account;
import herald.channel.Card;
import herald.channel.Field;
import herald.channel.Memory;
import herald.channel.Uncertain;
import herald.channel.http.AddressGate;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The settings of one place in Slack, complete and well-formed. */
sealed interface SlackAccount {

    /** A place that a webhook posts to. */
    record Webhook(URI address, Uncertain uncertain) implements SlackAccount {

        /** Without the address: whoever has it may post. */
        @Override
        public String toString() {
            return "Webhook";
        }
    }

    /**
     * A channel that a bot is in.
     *
     * @param channel its id
     */
    record Bot(String apiUrl, String token, String channel, Broadcast broadcast, Uncertain uncertain, Memory memory)
            implements SlackAccount {

        /** Without the token. */
        @Override
        public String toString() {
            return "Bot[" + channel + "]";
        }
    }

    /** Which replies are shown in the channel too, and not only in their thread. */
    enum Broadcast {
        LAST,
        ALWAYS,
        NEVER;

        boolean holdsFor(Optional<Card> card) {
            return switch (this) {
                case ALWAYS -> true;
                case NEVER -> false;
                case LAST ->
                    card.map(Card::stage)
                            .filter(stage -> stage.equals("resolved") || stage.equals("completed"))
                            .isPresent();
            };
        }
    }

    Field BROADCAST = Field.choice(
            "broadcast",
            "Show replies in the channel too (bot)",
            "Whoever does not follow the thread sees no others.",
            new Field.Choice("LAST", "The last one, when it is over"),
            new Field.Choice("ALWAYS", "Every one"),
            new Field.Choice("NEVER", "None"));

    List<Field> FIELDS = List.of(
            Field.secret(
                            "url",
                            "Webhook address",
                            "In your Slack app under Incoming Webhooks. Leave it empty to post as a bot.")
                    .optional(""),
            Field.secret(
                            "bot_token",
                            "Bot token",
                            "In your Slack app under OAuth & Permissions; begins with xoxb-. A bot keeps each incident"
                                    + " in one thread, a webhook cannot.")
                    .optional(""),
            Field.text("channel", "Channel ID (bot)", "In Slack under the channel’s name, About, at the very end.")
                    .optional(""),
            BROADCAST,
            Field.LONG_TEXT,
            Field.BACKLOG,
            Uncertain.FIELD,
            Field.address("api_url", "Another API address (bot)", "").optional("https://slack.com/api"));

    Pattern ADDRESS = Pattern.compile("https://hooks\\.slack(-gov)?\\.com/services/T\\w+/B\\w+/\\w+");

    /** What stands in the way of {@link #of}; empty when nothing does. */
    static List<String> problems(Account account, AddressGate gate) {
        var problems = new ArrayList<String>();
        var url = account.setting("url");
        var token = account.setting("bot_token");
        var channel = account.setting("channel");
        if (url.isPresent() && token.isPresent()) {
            problems.add(
                    "settings.url and settings.bot_token are two ways to post: give one of them and leave the other"
                            + " empty");
        } else if (url.isPresent()) {
            gate.problem(
                            url.get(),
                            text -> ADDRESS.matcher(text).matches(),
                            "it is not an incoming webhook’s address such as"
                                    + " https://hooks.slack.com/services/T…/B…/…: copy it from your Slack app, Incoming"
                                    + " Webhooks")
                    .ifPresent(problem -> problems.add("settings.url: " + problem));
        } else if (token.isEmpty()) {
            problems.add(
                    "settings.url is missing: copy a webhook’s address from your Slack app, Incoming Webhooks; or give"
                            + " settings.bot_token and settings.channel to post as a bot");
        }
        if (url.isEmpty() && token.isPresent()) {
            botProblems(token.get(), channel.orElse(""), problems);
        }
        account.setting("api_url")
                .flatMap(gate::problem)
                .ifPresent(problem -> problems.add("settings.api_url: " + problem));
        FIELDS.forEach(field -> field.notAChoice(account).ifPresent(problems::add));
        return List.copyOf(problems);
    }

    private static void botProblems(String token, String channel, List<String> problems) {
        if (!token.matches("(xoxe\\.)?xoxb-[A-Za-z0-9-]+")) {
            problems.add(
                    "settings.bot_token is not a bot’s token: it begins with xoxb-; copy the Bot User OAuth Token from"
                            + " your Slack app, OAuth & Permissions");
        }
        if (!channel.matches("[CGD][A-Z0-9]{5,}")) {
            problems.add(
                    "settings.channel must be the channel’s ID such as C0123456789, not its name: in Slack, open the"
                            + " channel’s name, About, and copy the ID at the very end");
        }
    }

    /** To be called only where {@link #problems} has found none. */
    static SlackAccount of(Account account) {
        var uncertain = Uncertain.of(account);
        return account.setting("url")
                .<SlackAccount>map(url -> new Webhook(URI.create(url), uncertain))
                .orElseGet(() -> new Bot(
                        account.setting("api_url")
                                .orElse("https://slack.com/api")
                                .replaceFirst("/+$", ""),
                        account.setting("bot_token").orElseThrow(),
                        account.setting("channel").orElseThrow(),
                        Broadcast.valueOf(account.setting(BROADCAST.name()).orElse("LAST")),
                        uncertain,
                        account.memory()));
    }
}
