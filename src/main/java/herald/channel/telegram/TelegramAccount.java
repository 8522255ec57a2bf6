package herald.channel.telegram;

import herald.channel.Account;
import herald.channel.Field;
import herald.channel.Memory;
import herald.channel.Uncertain;
import herald.channel.http.AddressGate;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * The settings of one chat on Telegram, complete and well-formed.
 *
 * @param enteredChat as staff gave it; a group that grows gets another number, which is remembered
 * @param topic the topic of a forum that messages go to
 */
record TelegramAccount(
        String apiUrl, String token, String enteredChat, Optional<Long> topic, Uncertain uncertain, Memory memory) {

    static final List<Field> FIELDS = List.of(
            Field.secret("bot_token", "Bot token", "From @BotFather, such as 123456789:AbC…"),
            Field.text(
                    "chat_id",
                    "Chat",
                    "A public channel’s name such as @example_status, or a chat’s number such as -1001234567890."),
            Field.text("message_thread_id", "Topic", "Only for groups with topics: the topic’s number.")
                    .optional(""),
            Field.LONG_TEXT,
            Field.BACKLOG,
            Uncertain.FIELD,
            Field.address("api_url", "Another API address", "").optional("https://api.telegram.org"));

    private static final String MOVED = "chat_after_";

    /** What stands in the way of {@link #of}; empty when nothing does. */
    static List<String> problems(Account account, AddressGate gate) {
        var problems = new ArrayList<String>();
        unlike(
                account,
                "bot_token",
                "\\d{1,20}:[A-Za-z0-9_-]{10,100}",
                "a bot’s token such as 123456789:AbC…: ask @BotFather on Telegram for it, /mybots, API Token",
                problems);
        unlike(
                account,
                "chat_id",
                "-?\\d{1,19}|@\\w{4,64}",
                "a public channel’s name such as @example_status, or a chat’s number such as -1001234567890: add the"
                        + " bot to the chat, then read it from the address of the chat in Telegram’s web version",
                problems);
        account.setting("message_thread_id")
                .filter(topic -> !topic.matches("\\d{1,18}"))
                .ifPresent(_ ->
                        problems.add("settings.message_thread_id must be the topic’s number: the last but one number in"
                                + " the link to a message of the topic. Leave it empty for chats without topics"));
        account.setting("api_url")
                .flatMap(gate::problem)
                .ifPresent(problem -> problems.add("settings.api_url: " + problem));
        FIELDS.forEach(field -> field.notAChoice(account).ifPresent(problems::add));
        return List.copyOf(problems);
    }

    private static void unlike(Account account, String name, String pattern, String wanted, List<String> problems) {
        var value = account.setting(name);
        if (value.isEmpty()) {
            problems.add("settings." + name + " is missing: give " + wanted);
        } else if (!value.get().matches(pattern)) {
            problems.add("settings." + name + " is not " + wanted);
        }
    }

    /** To be called only where {@link #problems} has found none. */
    static TelegramAccount of(Account account) {
        return new TelegramAccount(
                account.setting("api_url").orElse("https://api.telegram.org").replaceFirst("/+$", ""),
                account.setting("bot_token").orElseThrow(),
                account.setting("chat_id").orElseThrow(),
                account.setting("message_thread_id").map(Long::valueOf),
                Uncertain.of(account),
                account.memory());
    }

    /** Where messages go now. */
    String chat() {
        return memory.read().values().getOrDefault(MOVED + enteredChat, enteredChat);
    }

    void movedTo(String chat) {
        var kept = memory.read();
        var values = new HashMap<>(kept.values());
        values.put(MOVED + enteredChat, chat);
        memory.write(kept.version(), values);
    }

    URI method(String name) {
        return URI.create(apiUrl + "/bot" + token + "/" + name);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "TelegramAccount[" + enteredChat + "]";
    }
}
