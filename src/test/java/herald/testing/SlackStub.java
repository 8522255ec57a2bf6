package herald.testing;

import static herald.testing.XAnswer.fields;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Slack, played on loopback: one channel, which a webhook and a bot post to. It checks what Slack checks of tokens, blocks, threads and
 * metadata, and notes whom a message would have called. It shares no code with Herald's Slack channel.
 */
public final class SlackStub implements AutoCloseable {
    public static final String TOKEN = "xoxb-1234-5678-stub";
    public static final String CHANNEL = "C0123456789";

    private final ChatLedger ledger = new ChatLedger();
    private final Map<String, Object> metadata = new HashMap<>();
    private final List<String> called = new CopyOnWriteArrayList<>();
    private final List<String> broadcast = new CopyOnWriteArrayList<>();
    private final ChatWire wire = new ChatWire(SlackStub::posts, this::answer);
    private long last = 1_900_000_000_000_000L;
    private volatile boolean readable = true;
    private volatile int pageSize = 100;

    public String webhookUrl() {
        return wire.url() + "/services/T0/B0/secret";
    }

    public String apiUrl() {
        return wire.url() + "/api";
    }

    /** Everything ever taken, whoever was told. */
    public List<ChatPost> posts() {
        return ledger.all();
    }

    /** What would have rung people's bells: {@code <!channel>} and the like. */
    public List<String> called() {
        return List.copyOf(called);
    }

    /** The replies that were shown in the channel too. */
    public List<String> broadcast() {
        return List.copyOf(broadcast);
    }

    public List<XRequest> requests() {
        return wire.requests();
    }

    public SlackStub plan(ChatFault... faults) {
        wire.plan(faults);
        return this;
    }

    public SlackStub forever(ChatFault fault) {
        wire.forever(fault);
        return this;
    }

    public SlackStub heal() {
        wire.heal();
        return this;
    }

    /** Whether the bot has the scope to read the channel; it has, unless told otherwise. */
    public SlackStub readable(boolean may) {
        readable = may;
        return this;
    }

    /** How many messages one page of history holds at most. */
    public SlackStub pageSize(int messages) {
        pageSize = messages;
        return this;
    }

    /** Deletes a message as its channel's owner would by hand. */
    public void deleteByHand(String ts) {
        ledger.delete(ts);
    }

    @Override
    public void close() {
        wire.close();
    }

    private static boolean posts(XRequest request) {
        return request.path().startsWith("/services/") || request.path().startsWith("/api/chat.");
    }

    private XAnswer answer(XRequest request) {
        if (request.path().startsWith("/services/")) {
            return webhook(request);
        }
        if (!request.header("authorization").orElse("").equals("Bearer " + TOKEN)) return error("invalid_auth");
        return switch (request.method() + " " + request.path().replaceFirst("^/api/", "")) {
            case "POST chat.postMessage" -> object(request, this::post);
            case "POST chat.update" -> object(request, this::update);
            case "POST chat.delete" -> object(request, this::delete);
            case "GET conversations.history" -> history(request, Optional.empty());
            case "GET conversations.replies" -> history(request, request.parameter("ts"));
            case "GET conversations.info" -> info(request);
            case "GET auth.test" ->
                XAnswer.json(
                        200, fields("ok", true, "url", "https://talk.slack.com/", "team", "Talk", "user", "herald"));
            default -> error("unknown_method");
        };
    }

    private XAnswer webhook(XRequest request) {
        if (!request.method().equals("POST") || !request.path().equals("/services/T0/B0/secret")) {
            return words(404, "no_service");
        }
        var body = ChatJson.object(request);
        if (body.isEmpty()) return words(400, "invalid_payload");
        if (body.get().isEmpty()) return words(400, "no_text");
        var wrong = wrong(body.get());
        if (wrong.isPresent()) return words(400, wrong.get());
        take(Optional.empty(), body.get());
        return words(200, "ok");
    }

    private interface Deed {
        XAnswer done(Map<?, ?> body);
    }

    private static XAnswer object(XRequest request, Deed deed) {
        return ChatJson.object(request).map(deed::done).orElseGet(() -> error("invalid_json"));
    }

    private XAnswer post(Map<?, ?> body) {
        if (!CHANNEL.equals(body.get("channel"))) return error("channel_not_found");
        var wrong = wrong(body).or(() -> wrongMetadata(body));
        if (wrong.isPresent()) return error(wrong.get());
        var thread = Optional.ofNullable((String) body.get("thread_ts"));
        if (thread.isPresent()
                && !ledger.standing(thread.get())
                        .filter(it -> it.answers().isEmpty())
                        .isPresent()) {
            return error("thread_not_found");
        }
        var ts = take(thread, body);
        if (Boolean.TRUE.equals(body.get("reply_broadcast"))) broadcast.add(ts);
        metadata.put(ts, body.get("metadata"));
        return XAnswer.json(
                200, fields("ok", true, "channel", CHANNEL, "ts", ts, "message", fields("type", "message")));
    }

    private XAnswer update(Map<?, ?> body) {
        var ts = ChatJson.text(body, "ts");
        if (!CHANNEL.equals(body.get("channel"))) return error("channel_not_found");
        if (ledger.standing(ts).isEmpty()) return error("message_not_found");
        var wrong = wrong(body);
        if (wrong.isPresent()) return error(wrong.get());
        ledger.edit(ts, read(body));
        return XAnswer.json(200, fields("ok", true, "channel", CHANNEL, "ts", ts, "text", ChatJson.text(body, "text")));
    }

    private XAnswer delete(Map<?, ?> body) {
        var ts = ChatJson.text(body, "ts");
        if (ledger.standing(ts).isEmpty()) return error("message_not_found");
        ledger.delete(ts);
        return XAnswer.json(200, fields("ok", true, "channel", CHANNEL, "ts", ts));
    }

    private XAnswer history(XRequest request, Optional<String> thread) {
        if (!readable) return error("missing_scope");
        if (!request.parameter("channel").orElse("").equals(CHANNEL)) return error("channel_not_found");
        if (thread.isPresent() && ledger.standing(thread.get()).isEmpty()) return error("thread_not_found");
        var withMetadata = request.parameter("include_all_metadata").orElse("").equals("true");
        var messages = ledger.all().reversed().stream()
                .filter(ChatPost::standing)
                .filter(it -> it.answers().equals(thread) || thread.equals(Optional.of(it.id())))
                .toList();
        int from = request.parameter("cursor").map(Integer::parseInt).orElse(0);
        int limit = Math.min(
                pageSize, request.parameter("limit").map(Integer::parseInt).orElse(100));
        int to = Math.min(messages.size(), from + limit);
        var page = new ArrayList<Object>();
        for (var message : messages.subList(from, to)) {
            var shown = fields("type", "message", "ts", message.id(), "text", message.now());
            if (withMetadata && metadata.get(message.id()) != null) shown.put("metadata", metadata.get(message.id()));
            page.add(shown);
        }
        var next = to < messages.size() ? "" + to : "";
        return XAnswer.json(
                200,
                fields(
                        "ok",
                        true,
                        "messages",
                        page,
                        "has_more",
                        !next.isEmpty(),
                        "response_metadata",
                        Map.of("next_cursor", next)));
    }

    private static XAnswer info(XRequest request) {
        return request.parameter("channel").orElse("").equals(CHANNEL)
                ? XAnswer.json(
                        200, fields("ok", true, "channel", fields("id", CHANNEL, "name", "status", "is_member", true)))
                : error("channel_not_found");
    }

    private String take(Optional<String> thread, Map<?, ?> body) {
        last += 1_000_001;
        var ts = "%d.%06d".formatted(last / 1_000_000, last % 1_000_000);
        var words = read(body);
        ledger.add(ts, thread, words, body);
        for (var call : List.of("<!", "<@", "<#")) if (words.contains(call)) called.add(words);
        return ts;
    }

    private static String read(Map<?, ?> body) {
        return ChatJson.texts(body, "text");
    }

    /** What Slack would say against the words and the blocks, if anything. */
    private static Optional<String> wrong(Map<?, ?> body) {
        if (ChatJson.text(body, "text").length() > 40_000) return Optional.of("msg_too_long");
        var blocks = new ArrayList<Map<?, ?>>(ChatJson.objects(body, "blocks"));
        for (var attachment : ChatJson.objects(body, "attachments")) {
            if (!ChatJson.text(attachment, "color").matches("#[0-9A-F]{6}")) return Optional.of("invalid_attachments");
            blocks.addAll(ChatJson.objects(attachment, "blocks"));
        }
        if (blocks.isEmpty() && ChatJson.text(body, "text").isEmpty()) return Optional.of("no_text");
        boolean fit = blocks.size() <= 50 && blocks.stream().allMatch(SlackStub::fits);
        return fit ? Optional.empty() : Optional.of("invalid_blocks");
    }

    private static boolean fits(Map<?, ?> block) {
        var text = ChatJson.object(block, "text");
        return switch (ChatJson.text(block, "type")) {
            case "header" -> isText(text, "plain_text", 150);
            case "section" -> isText(text, "mrkdwn", 3_000);
            case "context" -> {
                var elements = ChatJson.objects(block, "elements");
                yield !elements.isEmpty()
                        && elements.size() <= 10
                        && elements.stream().allMatch(it -> isText(it, "mrkdwn", 3_000));
            }
            case "actions" ->
                ChatJson.objects(block, "elements").stream()
                        .allMatch(it -> isText(ChatJson.object(it, "text"), "plain_text", 75)
                                && ChatJson.text(it, "url").matches("https?://.{1,2990}"));
            default -> false;
        };
    }

    private static boolean isText(Map<?, ?> text, String type, int most) {
        var words = ChatJson.text(text, "text");
        return type.equals(text.get("type")) && !words.isEmpty() && words.length() <= most;
    }

    private static Optional<String> wrongMetadata(Map<?, ?> body) {
        if (!(body.get("metadata") instanceof Map<?, ?> mark)) return Optional.empty();
        return ChatJson.text(mark, "event_type").matches("[a-z0-9_]{1,255}") && mark.get("event_payload") instanceof Map
                ? Optional.empty()
                : Optional.of("invalid_metadata_format");
    }

    private static XAnswer error(String error) {
        return XAnswer.json(200, fields("ok", false, "error", error));
    }

    private static XAnswer words(int status, String words) {
        return new XAnswer(status, Map.of("content-type", "text/plain"), words.getBytes(StandardCharsets.UTF_8));
    }
}
