package herald.testing;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Something that goes wrong with one message to a chat. {@code ACCEPT_…} does what was asked and loses the answer, {@code DROP_…} does nothing
 * and answers nothing, {@code REFUSE_…} does nothing and says so.
 */
public final class ChatFault {
    public static final ChatFault ACCEPT_HANG = accept("ACCEPT_HANG", XFault.Ending.HANG, it -> it);
    public static final ChatFault ACCEPT_RESET = accept("ACCEPT_RESET", XFault.Ending.RESET, it -> it);
    public static final ChatFault ACCEPT_CLOSE = accept("ACCEPT_CLOSE", XFault.Ending.CLOSE, it -> it);
    public static final ChatFault ACCEPT_TRUNCATED = accept("ACCEPT_TRUNCATED", XFault.Ending.TRUNCATE, it -> it);
    public static final ChatFault ACCEPT_SLOWLORIS = accept("ACCEPT_SLOWLORIS", XFault.Ending.DRIP, it -> it);
    public static final ChatFault ACCEPT_500 = accept("ACCEPT_500", XFault.Ending.ANSWER, _ -> text(500, "oops"));
    public static final ChatFault ACCEPT_502_HTML =
            accept("ACCEPT_502_HTML", XFault.Ending.ANSWER, _ -> XAnswer.badGateway());
    public static final ChatFault ACCEPT_GARBAGE =
            accept("ACCEPT_GARBAGE", XFault.Ending.ANSWER, it -> it.withBody("\u0001\u0002 not { JSON"));
    /** The right status with a page to sign in on, as a captive proxy shows. */
    public static final ChatFault ACCEPT_200_HTML = accept(
            "ACCEPT_200_HTML",
            XFault.Ending.ANSWER,
            _ -> XAnswer.html(200, "<!doctype html><title>Sign in</title><form method=post></form>"));

    public static final ChatFault DROP_RESET = drop("DROP_RESET", XFault.Ending.RESET);
    public static final ChatFault DROP_CLOSE = drop("DROP_CLOSE", XFault.Ending.CLOSE);
    public static final ChatFault DROP_HANG = drop("DROP_HANG", XFault.Ending.HANG);

    public static final ChatFault REFUSE_500 = refuse(500, Map.of(), "oops");
    public static final ChatFault REFUSE_503 = refuse(503, Map.of(), "");

    private final String name;
    private final boolean accepts;
    private final XFault.Ending ending;
    private final UnaryOperator<XAnswer> told;

    private ChatFault(String name, boolean accepts, XFault.Ending ending, UnaryOperator<XAnswer> told) {
        this.name = name;
        this.accepts = accepts;
        this.ending = ending;
        this.told = told;
    }

    /** Not accepted, answered so. */
    public static ChatFault refuse(int status, Map<String, String> headers, String body) {
        return new ChatFault(
                "REFUSE_" + status,
                false,
                XFault.Ending.ANSWER,
                _ -> new XAnswer(status, headers, body.getBytes(StandardCharsets.UTF_8)));
    }

    /** Accepted, and the answer is another. */
    public static ChatFault acceptSaying(int status, String body) {
        return accept("ACCEPT_" + status, XFault.Ending.ANSWER, _ -> text(status, body));
    }

    boolean accepts() {
        return accepts;
    }

    XFault.Ending ending() {
        return ending;
    }

    XAnswer told(XAnswer honest) {
        return told.apply(honest);
    }

    @Override
    public String toString() {
        return name;
    }

    private static XAnswer text(int status, String body) {
        return new XAnswer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static ChatFault accept(String name, XFault.Ending ending, UnaryOperator<XAnswer> told) {
        return new ChatFault(name, true, ending, told);
    }

    private static ChatFault drop(String name, XFault.Ending ending) {
        return new ChatFault(name, false, ending, it -> it);
    }
}
