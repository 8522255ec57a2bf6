package herald.testing;

import static herald.testing.XAnswer.fields;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What Bluesky's servers answer on a good day, as a real one (PDS 0.4 and 0.5) was seen to. */
final class BlueskyServer {
    private static final Pattern GRAPHEME = Pattern.compile("\\X");
    private static final Duration REFRESH_FOR = Duration.ofDays(90);
    private static final Duration SIGN_IN_WINDOW = Duration.ofMinutes(5);
    private static final Duration WRITE_WINDOW = Duration.ofHours(1);

    private final Clock clock;
    private final Supplier<String> hostUrl;
    private final TreeMap<String, BlueskyPost> records = new TreeMap<>();
    private final Map<String, Instant> accessTokens = new HashMap<>();
    private final Map<String, Instant> refreshTokens = new HashMap<>();
    private final List<Instant> signIns = new ArrayList<>();
    private final List<Instant> points = new ArrayList<>();
    private int given;
    volatile Duration accessFor = Duration.ofHours(2);
    volatile int signInsPerWindow = 30;
    volatile int pointsPerHour = 5_000;
    volatile boolean revoked;
    volatile String shut = "";

    BlueskyServer(Clock clock, Supplier<String> hostUrl) {
        this.clock = clock;
        this.hostUrl = hostUrl;
    }

    synchronized List<BlueskyPost> posts() {
        return List.copyOf(records.values());
    }

    synchronized void forgetTokens() {
        accessTokens.clear();
        refreshTokens.clear();
    }

    synchronized void delete(String rkey) {
        records.remove(rkey);
    }

    synchronized void edit(String rkey, String text) {
        var value = new HashMap<>(records.get(rkey).value());
        value.put("text", text);
        records.put(rkey, written(rkey, value, records.get(rkey).writes() + 1));
    }

    synchronized XAnswer answerAtEntrance(XRequest request) {
        return switch (name(request)) {
            case "com.atproto.server.createSession" -> signIn(request);
            case "com.atproto.server.refreshSession" -> refresh(request);
            default -> error(404, "XRPCNotSupported", "XRPCNotSupported");
        };
    }

    /** What is said to a write before anything is done: to a token, or to one write too many. */
    synchronized Optional<XAnswer> refusal(XRequest request) {
        if (name(request).equals("com.atproto.repo.getRecord")) {
            return Optional.empty();
        }
        var token = token(request);
        if (token.isEmpty()) {
            return Optional.of(error(401, "AuthMissing", "Authentication Required"));
        }
        var until = accessTokens.get(token.get());
        if (until == null) {
            return Optional.of(error(400, "InvalidToken", "Token could not be verified"));
        }
        if (!until.isAfter(clock.instant())) {
            return Optional.of(error(400, "ExpiredToken", "Token has expired"));
        }
        if (!shut.isEmpty()) {
            return Optional.of(error(401, "AccountTakedown", "Account has been taken down"));
        }
        return request.method().equals("POST") ? overused(points, pointsPerHour, 2, WRITE_WINDOW) : Optional.empty();
    }

    synchronized XAnswer answerAtHost(XRequest request) {
        return switch (name(request)) {
            case "com.atproto.server.getSession" ->
                XAnswer.json(200, fields("did", BlueskyStub.DID, "handle", BlueskyStub.HANDLE, "active", true));
            case "com.atproto.repo.putRecord" -> put(json(request));
            case "com.atproto.repo.getRecord" -> get(request);
            case "com.atproto.repo.deleteRecord" -> {
                records.remove((String) json(request).get("rkey"));
                yield XAnswer.json(200, Map.of());
            }
            default -> error(404, "XRPCNotSupported", "XRPCNotSupported");
        };
    }

    private XAnswer signIn(XRequest request) {
        var refusal = overused(signIns, signInsPerWindow, 1, SIGN_IN_WINDOW);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var wanted = json(request);
        var isKnown = BlueskyStub.HANDLE.equals(wanted.get("identifier"))
                && BlueskyStub.PASSWORD.equals(wanted.get("password"));
        return isKnown && !revoked ? session() : error(401, "AuthenticationRequired", "Invalid identifier or password");
    }

    private XAnswer refresh(XRequest request) {
        if (request.body().length > 0) {
            return error(400, "InvalidRequest", "A request body was provided when none was expected");
        }
        var until = token(request).map(refreshTokens::get);
        return until.isPresent() && until.get().isAfter(clock.instant()) && !revoked
                ? session()
                : error(400, "ExpiredToken", "Token has been revoked");
    }

    private XAnswer session() {
        given++;
        var access = "access-" + given;
        var refresh = "refresh-" + given;
        accessTokens.put(access, clock.instant().plus(accessFor));
        refreshTokens.put(refresh, clock.instant().plus(REFRESH_FOR));
        var service =
                fields("id", "#atproto_pds", "type", "AtprotoPersonalDataServer", "serviceEndpoint", hostUrl.get());
        var session = fields(
                "did",
                BlueskyStub.DID,
                "didDoc",
                fields("id", BlueskyStub.DID, "service", List.of(service)),
                "handle",
                BlueskyStub.HANDLE,
                "accessJwt",
                access,
                "refreshJwt",
                refresh,
                "active",
                shut.isEmpty());
        if (!shut.isEmpty()) {
            session.put("status", shut);
        }
        return XAnswer.json(200, session);
    }

    private Optional<XAnswer> overused(List<Instant> uses, int most, int cost, Duration window) {
        var now = clock.instant();
        uses.removeIf(use -> !use.plus(window).isAfter(now));
        if (uses.size() + cost > most) {
            var reset = (uses.isEmpty() ? now : uses.getFirst()).plus(window);
            var headers = Map.of(
                    "RateLimit-Limit",
                    "" + most,
                    "RateLimit-Remaining",
                    "0",
                    "RateLimit-Reset",
                    "" + reset.getEpochSecond(),
                    "RateLimit-Policy",
                    most + ";w=" + window.toSeconds());
            return Optional.of(
                    error(429, "RateLimitExceeded", "Rate Limit Exceeded").withHeaders(headers));
        }
        for (int i = 0; i < cost; i++) {
            uses.add(now);
        }
        return Optional.empty();
    }

    private XAnswer put(Map<String, Object> wanted) {
        var problem = problem(wanted);
        if (problem.isPresent()) {
            return error(400, "InvalidRequest", problem.get());
        }
        var rkey = (String) wanted.get("rkey");
        var value = object(wanted.get("record"));
        var before = records.get(rkey);
        if (before != null && before.cid().equals(cid(value))) {
            return XAnswer.json(200, fields("uri", before.uri(), "cid", before.cid(), "validationStatus", "valid"));
        }
        if (before != null && wanted.containsKey("swapRecord") && wanted.get("swapRecord") == null) {
            return error(400, "InvalidSwap", "Record was at " + before.cid());
        }
        var now = written(rkey, value, before == null ? 1 : before.writes() + 1);
        records.put(rkey, now);
        return XAnswer.json(
                200,
                fields(
                        "uri",
                        now.uri(),
                        "cid",
                        now.cid(),
                        "commit",
                        fields("cid", cid(Map.of("rev", rkey)), "rev", rkey),
                        "validationStatus",
                        "valid"));
    }

    private Optional<String> problem(Map<String, Object> wanted) {
        var record = object(wanted.get("record"));
        var text = record.get("text") instanceof String words ? words : "";
        if (!BlueskyStub.DID.equals(wanted.get("repo"))) {
            return Optional.of("Could not find repo: " + wanted.get("repo"));
        }
        if (!(wanted.get("rkey") instanceof String rkey) || !rkey.matches("[234567abcdefghij][234567a-z]{12}")) {
            return Optional.of("Invalid TID string");
        }
        if (!"app.bsky.feed.post".equals(wanted.get("collection"))
                || !"app.bsky.feed.post".equals(record.get("$type"))) {
            return Optional.of("Invalid $type");
        }
        long letters = GRAPHEME.matcher(text).results().count();
        if (letters > 300) {
            return Optional.of("Record/text must not be longer than 300 graphemes");
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > 3000) {
            return Optional.of("Record/text must not be longer than 3000 characters");
        }
        if (!(record.get("createdAt") instanceof String at)
                || !at.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z")) {
            return Optional.of("Record/createdAt must be a valid atproto datetime");
        }
        if (record.get("langs") instanceof List<?> languages && languages.size() > 3) {
            return Optional.of("Record/langs must not have more than 3 elements");
        }
        return reply(record).or(() -> facets(record, text)).or(() -> embed(record));
    }

    private static Optional<String> reply(Map<String, Object> record) {
        if (!record.containsKey("reply")) {
            return Optional.empty();
        }
        var reply = object(record.get("reply"));
        boolean isWhole = List.of("root", "parent").stream()
                .map(which -> object(reply.get(which)))
                .allMatch(post -> post.get("uri") instanceof String uri
                        && uri.matches("at://did:[a-z]+:[^/]+/app\\.bsky\\.feed\\.post/[234567a-z]{13}")
                        && post.get("cid") instanceof String cid
                        && cid.startsWith("bafyrei"));
        return isWhole ? Optional.empty() : Optional.of("Record/reply must have root and parent with uri and cid");
    }

    /** The real one takes these as they come, and clients drop them: here they are what a reader would miss. */
    private static Optional<String> facets(Map<String, Object> record, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        for (var item : record.get("facets") instanceof List<?> list ? list : List.of()) {
            var index = object(object(item).get("index"));
            int start = ((Number) index.get("byteStart")).intValue();
            int end = ((Number) index.get("byteEnd")).intValue();
            var feature = object(((List<?>) object(item).get("features")).getFirst());
            if (start < 0
                    || end > bytes.length
                    || start >= end
                    || !new String(bytes, start, end - start, StandardCharsets.UTF_8).equals(feature.get("uri"))) {
                return Optional.of("no reader would see the link " + feature.get("uri"));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> embed(Map<String, Object> record) {
        if (!record.containsKey("embed")) {
            return Optional.empty();
        }
        var external = object(object(record.get("embed")).get("external"));
        return external.get("uri") instanceof String
                        && external.get("title") instanceof String
                        && external.get("description") instanceof String
                ? Optional.empty()
                : Optional.of("Record/embed/external must have uri, title and description");
    }

    private XAnswer get(XRequest request) {
        var post = records.get(request.parameter("rkey").orElse(""));
        return post == null || !request.parameter("repo").orElse("").equals(BlueskyStub.DID)
                ? error(400, "RecordNotFound", "Could not locate record")
                : XAnswer.json(200, fields("uri", post.uri(), "cid", post.cid(), "value", post.value()));
    }

    private static BlueskyPost written(String rkey, Map<String, Object> value, int writes) {
        var uri = "at://" + BlueskyStub.DID + "/app.bsky.feed.post/" + rkey;
        return new BlueskyPost(rkey, uri, cid(value), value, writes);
    }

    /** Shaped like the real one's, and like it the same for the same content whatever the order. */
    private static String cid(Object value) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(XJson.bytes(sorted(value)));
            var letters = new StringBuilder("bafyrei");
            for (var octet : digest) {
                letters.append("abcdefghijklmnopqrstuvwxyz234567".charAt(octet & 31));
            }
            return letters.toString();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Object sorted(Object value) {
        return switch (value) {
            case Map<?, ?> object -> {
                var sorted = new TreeMap<String, Object>();
                object.forEach((name, inner) -> sorted.put((String) name, sorted(inner)));
                yield sorted;
            }
            case List<?> list -> list.stream().map(BlueskyServer::sorted).toList();
            default -> value;
        };
    }

    private static Optional<String> token(XRequest request) {
        return request.header("authorization")
                .filter(header -> header.startsWith("Bearer "))
                .map(header -> header.substring(7));
    }

    private static String name(XRequest request) {
        return request.path().replaceFirst("^/xrpc/", "");
    }

    private static Map<String, Object> json(XRequest request) {
        try {
            return object(XJson.read(request.body()));
        } catch (IOException _) {
            return Map.of();
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return value instanceof Map<?, ?> ? (Map<String, Object>) value : Map.of();
    }

    private static XAnswer error(int status, String name, String message) {
        return XAnswer.json(status, fields("error", name, "message", message));
    }
}
