package herald.channel.x;

import static java.nio.charset.StandardCharsets.UTF_8;

import herald.channel.Account;
import herald.channel.CallDeadlines;
import herald.channel.Memory;
import herald.channel.x.XAnswer.Answered;
import herald.channel.x.XAnswer.Lost;
import herald.channel.x.XAnswer.NotSent;
import herald.channel.x.XOAuth2.Tokens;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * What lets Herald in now. The four keys always do; a connection by OAuth 2 gives a token for two hours and a refresh token for one use, and
 * whoever uses it and loses the answer has lost the account. So a renewal is announced in the account's memory by a compare-and-set, and
 * its outcome kept there, before the new token is used.
 */
final class XTokens {

    private static final String ACCESS = "access_token";
    private static final String REFRESH = "refresh_token";
    private static final String EXPIRES = "expires_at";
    private static final String USER = "user_id";
    /** Tells of which connection all of these are. */
    private static final String BEGUN = "begun_with";

    private static final String RENEWING = "renewing_since";
    private static final String DOUBTED = "access_refused";

    private static final Set<String> OWN = Set.of(ACCESS, REFRESH, EXPIRES, USER, BEGUN, RENEWING, DOUBTED);

    private static final Duration EARLY = Duration.ofMinutes(1);
    private static final Duration MARGIN = Duration.ofSeconds(30);
    private static final int TRIES = 3;

    private static final String RENEWED_MEANWHILE = "This account’s access is being renewed.";

    private static final String LOST =
            "X’s answer to the renewal of this account’s access was lost, and X gives it only once: connect the account"
                    + " again.";

    private final XOAuth2 oauth;
    private final RateWindows windows;
    private final CallDeadlines deadlines;
    private final Clock clock;
    /** Renewed, but the database did not take it: nobody else has these. */
    private final Map<String, Map<String, String>> unkept = new ConcurrentHashMap<>();

    XTokens(XOAuth2 oauth, CallDeadlines deadlines, Clock clock) {
        this.oauth = oauth;
        this.windows = new RateWindows(clock);
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /** To be called only where {@link XAccount#problems} has found none. */
    XAccess access(Account account) {
        var app = XApp.of(account);
        if (app.isEmpty()) {
            return new XAccess.Open(XAccount.of(account), false);
        }
        try {
            for (int tries = 0; tries < TRIES; tries++) {
                var access = access(account, app.get());
                if (access.isPresent()) {
                    return access.get();
                }
            }
        } catch (RuntimeException _) {
            return new XAccess.Later("Herald’s own database did not say what lets us in.", Optional.empty());
        }
        return new XAccess.Later(RENEWED_MEANWHILE, Optional.empty());
    }

    /** Empty when another node was faster: look again. */
    private Optional<XAccess> access(Account account, XApp app) {
        if (!keepTheUnkept(account, app)) {
            return Optional.of(new XAccess.Later(
                    "This account’s access was renewed, and waits for Herald’s database to keep it.",
                    Optional.empty()));
        }
        var memory = account.memory().read();
        var kept = ofThisConnection(memory.values(), app);
        var now = clock.instant();
        var token = Optional.ofNullable(kept.get(ACCESS));
        if (token.isPresent() && moment(kept, EXPIRES).minus(EARLY).isAfter(now)) {
            return Optional.of(open(app, kept));
        }
        if (kept.containsKey(RENEWING)) {
            var lostAt = moment(kept, RENEWING).plus(deadlines.total()).plus(MARGIN);
            return Optional.of(
                    now.isBefore(lostAt)
                            ? new XAccess.Later(RENEWED_MEANWHILE, Optional.of(lostAt))
                            : new XAccess.Shut(LOST));
        }
        return announced(account, app, memory, now)
                ? Optional.of(renewed(account, app, kept.getOrDefault(REFRESH, app.begun())))
                : Optional.empty();
    }

    private static XAccess open(XApp app, Map<String, String> kept) {
        var user = Optional.ofNullable(kept.get(USER)).map(Long::valueOf);
        return new XAccess.Open(
                new XAccount(app.apiUrl(), new XKeys.OAuth2(kept.get(ACCESS), user)), kept.containsKey(DOUBTED));
    }

    private boolean announced(Account account, XApp app, Memory.Kept memory, Instant now) {
        // Nothing of an earlier connection outlives it.
        var marked = new HashMap<>(ofThisConnection(memory.values(), app));
        marked.put(BEGUN, fingerprint(app));
        marked.put(RENEWING, Long.toString(now.toEpochMilli()));
        return account.memory().write(memory.version(), marked);
    }

    private XAccess renewed(Account account, XApp app, String refresh) {
        var answer =
                oauth.token(app, Map.of("grant_type", "refresh_token", "refresh_token", refresh), deadlines.total());
        return switch (answer) {
            case NotSent(var why) -> {
                calledOff(account);
                yield new XAccess.Later("X could not be reached to renew the access (" + why + ").", Optional.empty());
            }
            case Lost _ -> lost(account);
            case Answered answered -> renewed(account, app, answered);
        };
    }

    private XAccess renewed(Account account, XApp app, Answered answer) {
        if (answer.status() == 200) {
            return Tokens.of(answer.body())
                    .map(tokens -> taken(account, app, tokens))
                    .orElseGet(() -> lost(account));
        }
        calledOff(account);
        return switch (answer.status()) {
            case 408, 425 -> new XAccess.Later("X asks to renew the access again.", Optional.empty());
            case 429 ->
                new XAccess.Later("X renews no access for now (429).", Optional.of(windows.opensAt(answer.headers())));
            default ->
                answer.status() >= 500
                                || (answer.status() == 403 && answer.body().isEmpty())
                        ? new XAccess.Later("X failed to renew the access (" + answer.status() + ").", Optional.empty())
                        : new XAccess.Shut("X does not renew this account’s access (" + answer.status()
                                + "): connect the account again." + XOAuth2.quote(answer.body()));
        };
    }

    private XAccess taken(Account account, XApp app, Tokens tokens) {
        var fresh = Map.of(
                BEGUN, fingerprint(app),
                ACCESS, tokens.access(),
                REFRESH, tokens.refresh(),
                EXPIRES, Long.toString(clock.instant().plus(tokens.life()).toEpochMilli()));
        unkept.put(account.key(), fresh);
        if (!keepTheUnkept(account, app)) {
            return new XAccess.Later(
                    "This account’s access was renewed, and waits for Herald’s database to keep it.", Optional.empty());
        }
        var kept = ofThisConnection(account.memory().read().values(), app);
        return kept.containsKey(ACCESS) ? open(app, kept) : new XAccess.Later(RENEWED_MEANWHILE, Optional.empty());
    }

    /** False while the database does not take what only this node has. */
    private boolean keepTheUnkept(Account account, XApp app) {
        var fresh = unkept.get(account.key());
        if (fresh == null) {
            return true;
        }
        if (ofThisConnection(fresh, app).isEmpty()) {
            unkept.remove(account.key(), fresh);
            return true;
        }
        boolean kept = change(account, values -> {
            var after = new HashMap<>(values);
            after.putAll(fresh);
            after.remove(RENEWING);
            return after;
        });
        if (kept) {
            unkept.remove(account.key(), fresh);
        }
        return kept;
    }

    /** A renewal of long ago: nobody waits for it any more. */
    private XAccess lost(Account account) {
        change(account, values -> with(values, RENEWING, "0"));
        return new XAccess.Shut(LOST);
    }

    private void calledOff(Account account) {
        change(account, values -> without(values, RENEWING));
    }

    /**
     * X did not let this token in, though it should be good still.
     *
     * @return whether it is renewed before the next try; not where X has turned away the one before it too
     */
    boolean refused(Account account, XAccess.Open access) {
        if (!(access.account().keys() instanceof XKeys.OAuth2(var token, var _)) || access.doubted()) {
            return false;
        }
        change(
                account,
                values -> token.equals(values.get(ACCESS)) ? with(without(values, ACCESS), DOUBTED, "true") : values);
        return true;
    }

    void accepted(Account account, XAccess.Open access) {
        if (access.doubted()) {
            change(account, values -> without(values, DOUBTED));
        }
    }

    void belongsTo(Account account, long userId) {
        change(account, values -> values.containsKey(ACCESS) ? with(values, USER, Long.toString(userId)) : values);
    }

    /** What of a memory is of the connection that these settings tell of. */
    static Map<String, String> ofThisConnection(Map<String, String> kept, XApp app) {
        return fingerprint(app).equals(kept.get(BEGUN)) ? kept : Map.of();
    }

    /** The same without what others keep beside it. */
    static Map<String, String> ownOfThisConnection(Map<String, String> kept, XApp app) {
        var own = new HashMap<>(ofThisConnection(kept, app));
        own.keySet().retainAll(OWN);
        return own;
    }

    private static boolean change(Account account, UnaryOperator<Map<String, String>> change) {
        try {
            return account.memory().update(change);
        } catch (RuntimeException _) {
            return false;
        }
    }

    private static Map<String, String> with(Map<String, String> values, String name, String value) {
        var more = new HashMap<>(values);
        more.put(name, value);
        return more;
    }

    private static Map<String, String> without(Map<String, String> values, String name) {
        var less = new HashMap<>(values);
        less.remove(name);
        return less;
    }

    private static Instant moment(Map<String, String> kept, String name) {
        return Instant.ofEpochMilli(Long.parseLong(kept.getOrDefault(name, "0")));
    }

    private static String fingerprint(XApp app) {
        try {
            var hash = MessageDigest.getInstance("SHA-256")
                    .digest((app.apiUrl() + "\n" + app.clientId() + "\n" + app.begun()).getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
