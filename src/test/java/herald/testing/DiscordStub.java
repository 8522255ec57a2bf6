package herald.testing;

import static herald.testing.XAnswer.fields;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Discord, played on loopback: one webhook of a text channel or of a forum. It checks what Discord checks of addresses, embeds and threads, and
 * notes whom a message would have called. It shares no code with Herald's Discord channel.
 */
public final class DiscordStub implements AutoCloseable {
    private static final String WEBHOOK = "/api/webhooks/700/to-ken_1";
    private static final String CHANNEL = "800";

    private final ChatLedger ledger = new ChatLedger();
    private final Map<String, String> threadTitles = new HashMap<>();
    private final List<String> called = new CopyOnWriteArrayList<>();
    private final ChatWire wire = new ChatWire(it -> !it.method().equals("GET"), this::answer);
    private long last = 1_000;
    private volatile boolean forum;

    public String webhookUrl() {
        return wire.url() + WEBHOOK;
    }

    public List<ChatPost> posts() {
        return ledger.all();
    }

    public List<String> called() {
        return List.copyOf(called);
    }

    /** What the posts in the forum are called, by number. */
    public synchronized Map<String, String> threadTitles() {
        return Map.copyOf(threadTitles);
    }

    public List<XRequest> requests() {
        return wire.requests();
    }

    public DiscordStub plan(ChatFault... faults) {
        wire.plan(faults);
        return this;
    }

    public DiscordStub forever(ChatFault fault) {
        wire.forever(fault);
        return this;
    }

    public DiscordStub heal() {
        wire.heal();
        return this;
    }

    /** Makes the channel a forum. */
    public DiscordStub forum() {
        forum = true;
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
        if (!(request.path() + "/").startsWith(WEBHOOK + "/")) {
            return request.path().startsWith("/api/webhooks/700/")
                    ? error(401, 50027, "Invalid Webhook Token")
                    : error(404, 10015, "Unknown Webhook");
        }
        var rest = request.path().substring(WEBHOOK.length());
        return switch (request.method()) {
            case "GET" ->
                XAnswer.json(
                        200,
                        fields("id", "700", "type", 1, "name", "Herald", "guild_id", "900", "channel_id", CHANNEL));
            case "POST" -> rest.isEmpty() ? body(request, it -> post(request, it)) : error(404, 0, "404: Not Found");
            case "PATCH" -> standing(request, rest, id -> body(request, it -> edit(id, it)));
            case "DELETE" -> standing(request, rest, this::delete);
            default -> error(405, 0, "405: Method Not Allowed");
        };
    }

    private interface Deed<T> {
        XAnswer done(T with);
    }

    private static XAnswer body(XRequest request, Deed<Map<?, ?>> deed) {
        var body = ChatJson.object(request);
        if (body.isEmpty()) return error(400, 50109, "The request body contains invalid JSON.");
        if (ChatJson.objects(body.get(), "embeds").isEmpty()
                && ChatJson.text(body.get(), "content").isEmpty()) {
            return error(400, 50006, "Cannot send an empty message");
        }
        return fits(body.get()) ? deed.done(body.get()) : error(400, 50035, "Invalid Form Body");
    }

    private XAnswer standing(XRequest request, String rest, Deed<String> deed) {
        var id = rest.replaceFirst("^/messages/", "");
        var post = ledger.standing(id).filter(it -> it.answers().equals(request.parameter("thread_id")));
        return post.isPresent() ? deed.done(id) : error(404, 10008, "Unknown Message");
    }

    private XAnswer post(XRequest request, Map<?, ?> body) {
        var thread = request.parameter("thread_id");
        var title = Optional.ofNullable((String) body.get("thread_name"));
        if (forum && thread.isEmpty() && title.isEmpty()) {
            return error(400, 220001, "Webhooks posted to forum channels must have a thread_name or thread_id");
        }
        if (!forum && title.isPresent())
            return error(400, 220003, "Webhooks can only create threads in forum channels");
        if (title.isPresent() && (title.get().isEmpty() || title.get().length() > 100)) {
            return error(400, 50035, "Invalid Form Body");
        }
        if (thread.isPresent() && !threadTitles.containsKey(thread.get())) return error(404, 10003, "Unknown Channel");
        var id = "" + ++last;
        title.ifPresent(it -> threadTitles.put(id, it));
        var place = thread.or(() -> title.map(_ -> id));
        ledger.add(id, place, read(body), body);
        var mentions = ChatJson.object(body, "allowed_mentions").get("parse");
        if (!List.of().equals(mentions) && ChatJson.text(body, "content").contains("@")) called.add(read(body));
        return request.parameter("wait").orElse("").equals("true")
                ? XAnswer.json(200, fields("id", id, "channel_id", place.orElse(CHANNEL), "type", 0))
                : new XAnswer(204, Map.of(), new byte[0]);
    }

    private XAnswer edit(String id, Map<?, ?> body) {
        ledger.edit(id, read(body));
        var place = ledger.standing(id).flatMap(ChatPost::answers);
        return XAnswer.json(200, fields("id", id, "channel_id", place.orElse(CHANNEL), "type", 0));
    }

    private XAnswer delete(String id) {
        ledger.delete(id);
        return new XAnswer(204, Map.of(), new byte[0]);
    }

    private static String read(Map<?, ?> body) {
        return ChatJson.texts(body, "content", "title", "description", "text");
    }

    private static boolean fits(Map<?, ?> body) {
        var embeds = ChatJson.objects(body, "embeds");
        return embeds.size() <= 10
                && ChatJson.text(body, "content").length() <= 2_000
                && embeds.stream()
                        .allMatch(it -> ChatJson.text(it, "title").length() <= 256
                                && ChatJson.text(it, "description").length() <= 4_096
                                && (it.get("url") == null
                                        || ChatJson.text(it, "url").matches("https?://\\S+"))
                                && (it.get("color") == null || it.get("color") instanceof Number)
                                && ChatJson.text(ChatJson.object(it, "footer"), "text")
                                                .length()
                                        <= 2_048)
                && embeds.stream().mapToInt(it -> read(it).length()).sum() <= 6_000;
    }

    private static XAnswer error(int status, int code, String message) {
        return XAnswer.json(status, fields("message", message, "code", code));
    }
}
