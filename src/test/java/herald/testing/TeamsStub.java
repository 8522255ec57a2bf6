package herald.testing;

import static herald.testing.XAnswer.fields;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A workflow of Teams, played on loopback: started by a webhook, it posts the Adaptive Cards it is given, and says only that it has begun. It checks
 * what the trigger and Teams check, and shares no code with Herald's Teams channel.
 */
public final class TeamsStub implements AutoCloseable {
    private static final String PATH = "/workflows/abc/triggers/manual/paths/invoke";
    private static final int MOST_BYTES = 28 << 10;
    private static final Set<String> STYLES = Set.of("default", "emphasis", "good", "attention", "warning", "accent");

    private final ChatLedger ledger = new ChatLedger();
    private final ChatWire wire = new ChatWire(_ -> true, this::answer);
    private long last;

    public String url() {
        return wire.url() + PATH + "?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=se-cret_1";
    }

    public List<ChatPost> posts() {
        return ledger.all();
    }

    public List<XRequest> requests() {
        return wire.requests();
    }

    public TeamsStub plan(ChatFault... faults) {
        wire.plan(faults);
        return this;
    }

    public TeamsStub forever(ChatFault fault) {
        wire.forever(fault);
        return this;
    }

    public TeamsStub heal() {
        wire.heal();
        return this;
    }

    @Override
    public void close() {
        wire.close();
    }

    private XAnswer answer(XRequest request) {
        if (!request.path().equals(PATH)) return error(404, "WorkflowNotFound", "The workflow could not be found.");
        if (!request.parameter("sig").orElse("").equals("se-cret_1")) {
            return error(401, "DirectApiAuthorizationRequired", "The request must be authenticated.");
        }
        if (request.body().length > MOST_BYTES) return error(413, "RequestEntityTooLarge", "Request Entity too large");
        var body = ChatJson.object(request);
        if (body.isEmpty() || !isMessage(body.get())) {
            return error(
                    400, "TriggerInputSchemaMismatch", "The input body for trigger 'manual' did not match its schema.");
        }
        ledger.add("" + ++last, Optional.empty(), ChatJson.texts(body.get(), "text", "title"), body.get());
        return new XAnswer(202, Map.of(), new byte[0]);
    }

    private static boolean isMessage(Map<?, ?> body) {
        var attachments = ChatJson.objects(body, "attachments");
        return "message".equals(body.get("type"))
                && attachments.size() == 1
                && "application/vnd.microsoft.card.adaptive"
                        .equals(attachments.getFirst().get("contentType"))
                && isCard(ChatJson.object(attachments.getFirst(), "content"));
    }

    private static boolean isCard(Map<?, ?> card) {
        return "AdaptiveCard".equals(card.get("type"))
                && "1.4".equals(card.get("version"))
                && !ChatJson.objects(card, "body").isEmpty()
                && ChatJson.objects(card, "body").stream().allMatch(TeamsStub::isElement)
                && ChatJson.objects(card, "actions").stream().allMatch(TeamsStub::opens);
    }

    private static boolean isElement(Map<?, ?> element) {
        return switch (ChatJson.text(element, "type")) {
            case "Container" ->
                STYLES.contains(element.get("style"))
                        && ChatJson.objects(element, "items").stream().allMatch(TeamsStub::isElement);
            case "RichTextBlock" ->
                !ChatJson.objects(element, "inlines").isEmpty()
                        && ChatJson.objects(element, "inlines").stream().allMatch(TeamsStub::isRun);
            default -> false;
        };
    }

    /** A run breaks no lines. */
    private static boolean isRun(Map<?, ?> run) {
        var text = ChatJson.text(run, "text");
        return "TextRun".equals(run.get("type"))
                && !text.isEmpty()
                && !text.contains("\n")
                && (run.get("selectAction") == null || opens(ChatJson.object(run, "selectAction")));
    }

    private static boolean opens(Map<?, ?> action) {
        return "Action.OpenUrl".equals(action.get("type"))
                && ChatJson.text(action, "url").matches("https?://\\S+");
    }

    private static XAnswer error(int status, String code, String message) {
        return XAnswer.json(status, Map.of("error", fields("code", code, "message", message)));
    }
}
