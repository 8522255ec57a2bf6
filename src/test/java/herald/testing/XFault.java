package herald.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Something that goes wrong with one request. {@code ACCEPT_…} does what was asked and loses the answer, {@code DROP_…}
 * does nothing and answers nothing, {@code REFUSE_…} does nothing and says so. In the timeline's plan nothing is ever
 * done, and only the answer differs.
 */
public final class XFault {
    /** Nothing goes wrong: lets one request by, for a fault after it. */
    public static final XFault NONE = accept("NONE", Ending.ANSWER, it -> it);

    /** Accepted; no answer until the client gives up or the stub's patience ends. */
    public static final XFault ACCEPT_HANG = accept("ACCEPT_HANG", Ending.HANG, it -> it);
    /** Accepted; the connection is reset. */
    public static final XFault ACCEPT_RESET = accept("ACCEPT_RESET", Ending.RESET, it -> it);
    /**
     * Accepted; the connection is closed in good order before a byte of the answer. HttpURLConnection then sends the request
     * again unasked; its nonce being used, that one is answered 401, and the client takes a post that is out for refused.
     */
    public static final XFault ACCEPT_CLOSE = accept("ACCEPT_CLOSE", Ending.CLOSE, it -> it);
    /** Accepted, answered 500. */
    public static final XFault ACCEPT_500 = accept("ACCEPT_500", Ending.ANSWER, _ -> XAnswer.serverError());
    /** Accepted, answered 503. */
    public static final XFault ACCEPT_503 = accept("ACCEPT_503", Ending.ANSWER, _ -> XAnswer.unavailable());
    /** Accepted, answered 502 with a proxy's HTML. */
    public static final XFault ACCEPT_502_HTML = accept("ACCEPT_502_HTML", Ending.ANSWER, _ -> XAnswer.badGateway());
    /** Accepted; the right status with a body that is not JSON. */
    public static final XFault ACCEPT_GARBAGE =
            accept("ACCEPT_GARBAGE", Ending.ANSWER, it -> it.withBody("\u0001\u0002 not { JSON"));
    /** Accepted; 200 with an HTML page to sign in on, as a captive proxy shows. */
    public static final XFault ACCEPT_200_HTML = accept(
            "ACCEPT_200_HTML",
            Ending.ANSWER,
            _ -> XAnswer.html(200, "<!doctype html><title>Sign in</title><form method=post><input name=user></form>"));
    /** Accepted; the right status with no body. */
    public static final XFault ACCEPT_EMPTY = accept("ACCEPT_EMPTY", Ending.ANSWER, it -> it.withBody(""));
    /** Accepted; the right status with 10 MiB of JSON that says nothing. */
    public static final XFault ACCEPT_HUGE =
            accept("ACCEPT_HUGE", Ending.ANSWER, it -> it.withBody("{\"x\":\"" + "x".repeat(10 << 20) + "\"}"));
    /** Accepted; half of the right body, then the end of the connection. */
    public static final XFault ACCEPT_TRUNCATED = accept("ACCEPT_TRUNCATED", Ending.TRUNCATE, it -> it);
    /** Accepted; the head at once, the body byte by byte, one a second. */
    public static final XFault ACCEPT_SLOWLORIS = accept("ACCEPT_SLOWLORIS", Ending.DRIP_BODY, it -> it);
    /** Accepted; the whole answer byte by byte from the status line on. */
    public static final XFault ACCEPT_SLOWLORIS_HEAD = accept("ACCEPT_SLOWLORIS_HEAD", Ending.DRIP, it -> it);

    /** Not accepted; the connection is reset. */
    public static final XFault DROP_RESET = drop("DROP_RESET", Ending.RESET);
    /** Not accepted; no answer until the client gives up or the stub's patience ends. */
    public static final XFault DROP_HANG = drop("DROP_HANG", Ending.HANG);
    /** Not accepted; the connection is closed in good order before a byte of the answer. The nonce counts as used. */
    public static final XFault DROP_CLOSE = drop("DROP_CLOSE", Ending.CLOSE);

    /** 500. */
    public static final XFault REFUSE_500 = refuse("REFUSE_500", XAnswer.serverError());
    /** 502 with a proxy's HTML. */
    public static final XFault REFUSE_502_HTML = refuse("REFUSE_502_HTML", XAnswer.badGateway());
    /** 503. */
    public static final XFault REFUSE_503 = refuse("REFUSE_503", XAnswer.unavailable());
    /** 400: a parameter is invalid. */
    public static final XFault REFUSE_400 = refuse("REFUSE_400", XAnswer.invalid("$.text", "?", "text is invalid"));
    /** 401, as v2 says it. */
    public static final XFault REFUSE_401 = refuse("REFUSE_401", XAnswer.unauthorised());
    /** 401 with code 89, as v1.1 says that a token was revoked. */
    public static final XFault REFUSE_401_EXPIRED =
            refuse("REFUSE_401_EXPIRED", XAnswer.v1Error(401, 89, "Invalid or expired token."));
    /** 402: no credits left. */
    public static final XFault REFUSE_402_CREDITS = refuse("REFUSE_402_CREDITS", XAnswer.creditsDepleted());
    /** 403 with code 453: the app's access level does not reach this far. */
    public static final XFault REFUSE_403_ACCESS_LEVEL = refuse("REFUSE_403_ACCESS_LEVEL", XAnswer.accessLevel());
    /** 403: duplicate content, though no such post need be there. */
    public static final XFault REFUSE_403_DUPLICATE = refuse("REFUSE_403_DUPLICATE", XAnswer.duplicate());
    /** 403 with code 187, as v1.1 says duplicate. */
    public static final XFault REFUSE_403_DUPLICATE_187 =
            refuse("REFUSE_403_DUPLICATE_187", XAnswer.v1Error(403, 187, "Status is a duplicate."));
    /** 403: the app may only read. */
    public static final XFault REFUSE_403_OAUTH1_PERMISSIONS =
            refuse("REFUSE_403_OAUTH1_PERMISSIONS", XAnswer.oauth1Permissions());
    /** 403: the app belongs to no project. */
    public static final XFault REFUSE_403_NOT_ENROLLED = refuse("REFUSE_403_NOT_ENROLLED", XAnswer.clientNotEnrolled());
    /** 403: the parent is deleted or not visible, as also seen right after it was created. */
    public static final XFault REFUSE_403_PARENT = refuse("REFUSE_403_PARENT", XAnswer.parentNotVisible());
    /** 403: this account may not reply, not even to itself. */
    public static final XFault REFUSE_403_SELF_REPLY = refuse("REFUSE_403_SELF_REPLY", XAnswer.selfReplyNotAllowed());
    /** 429 without a word on which window is used up. See {@link #rateLimited}. */
    public static final XFault REFUSE_429 =
            new XFault("REFUSE_429", false, false, Ending.ANSWER, Duration.ZERO, _ -> XAnswer.tooManyRequests());
    /** 429 for the month, while every other window has room. */
    public static final XFault REFUSE_429_USAGE_CAP = refuse("REFUSE_429_USAGE_CAP", XAnswer.usageCapExceeded());

    /** How the connection goes on once it is decided what was done. */
    enum Ending {
        ANSWER,
        HANG,
        RESET,
        CLOSE,
        TRUNCATE,
        DRIP_BODY,
        DRIP
    }

    private final String name;
    private final boolean accepts;
    private final boolean hasRateHeaders;
    private final Ending ending;
    private final Duration delay;
    private final UnaryOperator<XAnswer> told;

    private XFault(
            String name,
            boolean accepts,
            boolean hasRateHeaders,
            Ending ending,
            Duration delay,
            UnaryOperator<XAnswer> told) {
        this.name = name;
        this.accepts = accepts;
        this.hasRateHeaders = hasRateHeaders;
        this.ending = ending;
        this.delay = delay;
        this.told = told;
    }

    /** 429: the 15-minute window is used up until {@code reset}. */
    public static XFault rateLimited(Instant reset) {
        return usedUp("x-rate-limit", 100, reset);
    }

    /** 429: the user's 24-hour window is used up until {@code reset}, the 15-minute one is not. */
    public static XFault rateLimitedForDay(Instant reset) {
        return usedUp("x-user-limit-24hour", 17, reset);
    }

    /** Accepted only after {@code delay}, even when the client has gone by then; never answered. */
    public static XFault acceptAfter(Duration delay) {
        return new XFault("acceptAfter " + delay, true, true, Ending.HANG, delay, it -> it);
    }

    boolean accepts() {
        return accepts;
    }

    boolean hasRateHeaders() {
        return hasRateHeaders;
    }

    Ending ending() {
        return ending;
    }

    Duration delay() {
        return delay;
    }

    /** What the client is told where the truth is {@code honest}. */
    XAnswer told(XAnswer honest) {
        return told.apply(honest);
    }

    @Override
    public String toString() {
        return name;
    }

    private static XFault accept(String name, Ending ending, UnaryOperator<XAnswer> told) {
        return new XFault(name, true, true, ending, Duration.ZERO, told);
    }

    private static XFault drop(String name, Ending ending) {
        return new XFault(name, false, false, ending, Duration.ZERO, it -> it);
    }

    private static XFault refuse(String name, XAnswer answer) {
        return new XFault(name, false, answer.status() < 500, Ending.ANSWER, Duration.ZERO, _ -> answer);
    }

    private static XFault usedUp(String window, int limit, Instant reset) {
        var headers = Map.of(
                window + "-limit",
                "" + limit,
                window + "-remaining",
                "0",
                window + "-reset",
                "" + reset.getEpochSecond());
        return refuse(
                "429 " + window + " until " + reset, XAnswer.tooManyRequests().withHeaders(headers));
    }
}
