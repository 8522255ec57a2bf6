package herald.testing;

import static herald.testing.XAnswer.fields;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * Telegram's bot API, played on loopback: one bot in one supergroup. It checks tokens, chats, topics, replies and the HTML of messages as Telegram
 * does. It shares no code with Herald's Telegram channel.
 */
public final class TelegramStub implements AutoCloseable {
    public static final String TOKEN = "123456789:AAstub_token-0123456789";
    public static final String CHAT = "-1001234567890";
    public static final String OLD_CHAT = "-4567";

    private static final Pattern TAG = Pattern.compile("<(/?)([a-z]+)((?: href=\"[^\"<>]*\")?)>");
    private static final Pattern CALL = Pattern.compile("(?<![\\w.])@\\w+");

    private final ChatLedger ledger = new ChatLedger();
    private final ChatWire wire = new ChatWire(it -> !it.path().contains("/get"), this::answer);
    private final List<String> called = new CopyOnWriteArrayList<>();
    private long last = 100;

    public String apiUrl() {
        return wire.url();
    }

    public List<ChatPost> posts() {
        return ledger.all();
    }

    /** The names that messages would have called. */
    public List<String> called() {
        return List.copyOf(called);
    }

    public List<XRequest> requests() {
        return wire.requests();
    }

    public TelegramStub plan(ChatFault... faults) {
        wire.plan(faults);
        return this;
    }

    public TelegramStub forever(ChatFault fault) {
        wire.forever(fault);
        return this;
    }

    public TelegramStub heal() {
        wire.heal();
        return this;
    }

    public void deleteByHand(String id) {
        ledger.delete(id);
    }

    @Override
    public void close() {
        wire.close();
    }

    private XAnswer answer(XRequest request) {
        var path = request.path().split("/");
        if (path.length != 3 || !path[1].equals("bot" + TOKEN)) return error(401, "Unauthorized");
        var body = ChatJson.object(request);
        if (body.isEmpty()) return error(400, "Bad Request: can't parse JSON");
        if (path[2].equals("getMe")) return result(fields("id", 123456789, "is_bot", true, "username", "herald_bot"));
        var chat = "" + body.get().get("chat_id");
        if (chat.equals(OLD_CHAT)) {
            return XAnswer.json(
                    400,
                    fields(
                            "ok",
                            false,
                            "error_code",
                            400,
                            "description",
                            "Bad Request: group chat was upgraded to a supergroup chat",
                            "parameters",
                            Map.of("migrate_to_chat_id", Long.parseLong(CHAT))));
        }
        if (!chat.equals(CHAT)) return error(400, "Bad Request: chat not found");
        return switch (path[2]) {
            case "getChat" -> result(fields("id", Long.parseLong(CHAT), "type", "supergroup", "title", "Talk"));
            case "sendMessage" -> send(body.get());
            case "editMessageText" -> edit(body.get());
            case "deleteMessage" -> delete(body.get());
            default -> error(404, "Not Found");
        };
    }

    private XAnswer send(Map<?, ?> body) {
        var wrong = wrong(body);
        if (wrong.isPresent()) return wrong.get();
        if (body.get("message_thread_id") instanceof Number topic && topic.longValue() != 7) {
            return error(400, "Bad Request: message thread not found");
        }
        var reply = ChatJson.object(body, "reply_parameters");
        var parent = Optional.ofNullable(reply.get("message_id")).map(it -> "" + it);
        var standing = parent.filter(it -> ledger.standing(it).isPresent());
        if (parent.isPresent()
                && standing.isEmpty()
                && !Boolean.TRUE.equals(reply.get("allow_sending_without_reply"))) {
            return error(400, "Bad Request: message to be replied not found");
        }
        var id = ++last;
        var words = shown(ChatJson.text(body, "text")).orElseThrow();
        ledger.add("" + id, standing, words, body);
        CALL.matcher(words).results().forEach(it -> called.add(it.group()));
        return message(id);
    }

    private XAnswer edit(Map<?, ?> body) {
        var id = "" + body.get("message_id");
        var post = ledger.standing(id);
        if (post.isEmpty()) return error(400, "Bad Request: message to edit not found");
        var wrong = wrong(body);
        if (wrong.isPresent()) return wrong.get();
        var words = shown(ChatJson.text(body, "text")).orElseThrow();
        if (words.equals(post.get().now())) {
            return error(
                    400,
                    "Bad Request: message is not modified: specified new message content and reply markup are exactly"
                            + " the same as a current content and reply markup of the message");
        }
        ledger.edit(id, words);
        return message(Long.parseLong(id));
    }

    private XAnswer delete(Map<?, ?> body) {
        var id = "" + body.get("message_id");
        if (ledger.standing(id).isEmpty()) return error(400, "Bad Request: message to delete not found");
        ledger.delete(id);
        return XAnswer.json(200, fields("ok", true, "result", true));
    }

    private static Optional<XAnswer> wrong(Map<?, ?> body) {
        if (!"HTML".equals(body.get("parse_mode")))
            return Optional.of(error(400, "Bad Request: unsupported parse_mode"));
        var words = shown(ChatJson.text(body, "text"));
        if (words.isEmpty()) return Optional.of(error(400, "Bad Request: can't parse entities"));
        if (words.get().isBlank()) return Optional.of(error(400, "Bad Request: message text is empty"));
        return words.get().length() > 4_096
                ? Optional.of(error(400, "Bad Request: message is too long"))
                : Optional.empty();
    }

    /** What readers see of HTML with bold text and links; empty where it is not well-formed. */
    private static Optional<String> shown(String html) {
        var open = new ArrayList<String>();
        var plain = new StringBuilder();
        var tag = TAG.matcher(html);
        int from = 0;
        while (tag.find()) {
            plain.append(html, from, tag.start());
            from = tag.end();
            if (!tag.group(2).matches("b|a")) return Optional.empty();
            if (tag.group(1).isEmpty()) open.add(tag.group(2));
            else if (open.isEmpty() || !open.removeLast().equals(tag.group(2))) return Optional.empty();
        }
        plain.append(html.substring(from));
        var text = plain.toString();
        if (!open.isEmpty()
                || text.contains("<")
                || text.contains(">")
                || text.matches("(?s).*&(?!amp;|lt;|gt;|quot;).*")) {
            return Optional.empty();
        }
        return Optional.of(text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&"));
    }

    private static XAnswer message(long id) {
        return result(
                fields("message_id", id, "date", 1, "chat", fields("id", Long.parseLong(CHAT), "type", "supergroup")));
    }

    private static XAnswer result(Map<String, Object> result) {
        return XAnswer.json(200, fields("ok", true, "result", result));
    }

    private static XAnswer error(int status, String description) {
        return XAnswer.json(status, fields("ok", false, "error_code", status, "description", description));
    }
}
