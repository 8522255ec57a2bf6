package herald.testing;

import static herald.testing.XAnswer.fields;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Mastodon on a good day, and in the moods that {@link MastodonStub} puts it in. */
final class MastodonServer {
    private static final String ACCOUNT = "109876543210987654";
    private static final Duration KEYS_KEPT = Duration.ofHours(1);
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Pattern STATUS = Pattern.compile("/api/v1/statuses/([^/]+)(/source)?");
    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    private final Clock clock;
    private final Supplier<String> url;
    private final List<MastodonStatus> statuses = new ArrayList<>();
    private final Set<String> deleted = new HashSet<>();
    private final Map<String, MastodonStatus> keys = new HashMap<>();
    private final List<Instant> taken = new ArrayList<>();
    private long lastId = 113_000_000_000_000_000L;
    volatile int maxCharacters = 500;
    volatile int perAddress = 23;
    volatile int perWindow = 300;
    volatile int orphanStatus = 404;
    volatile boolean old;
    volatile boolean knowsKeys = true;
    volatile boolean failsReplays;
    volatile boolean markdown;
    volatile boolean revoked;
    volatile Optional<Duration> gap = Optional.empty();
    volatile Set<String> scopes = Set.of("read", "write");

    MastodonServer(Clock clock, Supplier<String> url) {
        this.clock = clock;
        this.url = url;
    }

    synchronized List<MastodonStatus> all() {
        return List.copyOf(statuses);
    }

    synchronized List<MastodonStatus> standing() {
        return statuses.stream().filter(it -> !deleted.contains(it.id())).toList();
    }

    synchronized MastodonStatus add(
            String text, Optional<String> parent, String visibility, String language, Optional<String> key) {
        lastId = Math.max(lastId + 1, clock.instant().toEpochMilli() << 16);
        var status = new MastodonStatus(
                Long.toString(lastId), text, parent, visibility, language, key, clock.instant(), Optional.empty());
        statuses.add(status);
        return status;
    }

    /** Its answers are on their own from then on. */
    synchronized void delete(String id) {
        deleted.add(id);
        statuses.replaceAll(it -> it.parent().equals(Optional.of(id)) ? it.orphaned() : it);
    }

    /** What is said before anything is done: to the wrong token, or to one request too many. */
    synchronized Optional<XAnswer> refusal(XRequest request) {
        if (request.path().endsWith("/instance")) {
            return Optional.empty();
        }
        if (revoked || !request.header("authorization").orElse("").equals("Bearer " + MastodonStub.TOKEN)) {
            return Optional.of(error(401, "The access token is invalid"));
        }
        if (!allowed(request)) {
            return Optional.of(error(403, "This action is outside the authorized scopes"));
        }
        var now = clock.instant();
        taken.removeIf(at -> at.plus(WINDOW).isBefore(now));
        if (taken.size() >= perWindow) {
            return Optional.of(error(429, "Too many requests").withHeaders(rateHeaders()));
        }
        taken.add(now);
        return Optional.empty();
    }

    XAnswer answer(XRequest request) {
        return act(request).withHeaders(rateHeaders());
    }

    private boolean allowed(XRequest request) {
        var needed = !request.method().equals("GET")
                ? "write:statuses"
                : request.path().endsWith("verify_credentials") ? "read:accounts" : "read:statuses";
        return scopes.contains(needed) || scopes.contains(needed.replaceFirst(":.*", ""));
    }

    private synchronized Map<String, String> rateHeaders() {
        var reset = taken.isEmpty() ? clock.instant() : taken.getFirst().plus(WINDOW);
        return Map.of(
                "X-RateLimit-Limit",
                "" + perWindow,
                "X-RateLimit-Remaining",
                "" + (perWindow - taken.size()),
                "X-RateLimit-Reset",
                reset.toString());
    }

    private XAnswer act(XRequest request) {
        var path = request.path();
        if (path.equals("/api/v1/statuses") && request.method().equals("POST")) {
            return post(request);
        }
        synchronized (this) {
            var status = STATUS.matcher(path);
            if (status.matches()) {
                return status(request, status.group(1), status.group(2) != null);
            }
            return switch (path) {
                case "/api/v1/accounts/verify_credentials" ->
                    XAnswer.json(200, fields("id", ACCOUNT, "acct", "status", "url", url.get() + "/@status"));
                case "/api/v1/accounts/" + ACCOUNT + "/statuses" -> timeline(request);
                case "/api/v2/instance" -> old ? error(404, "Not Found") : instance();
                case "/api/v1/instance" -> instance();
                default -> error(404, "Not Found");
            };
        }
    }

    private XAnswer instance() {
        var limits = fields(
                "max_characters", maxCharacters, "max_media_attachments", 4, "characters_reserved_per_url", perAddress);
        return XAnswer.json(200, fields("domain", "127.0.0.1", "configuration", fields("statuses", limits)));
    }

    private XAnswer post(XRequest request) {
        var pause = gap;
        if (pause.isEmpty()) {
            synchronized (this) {
                return replayed(request).orElseGet(() -> posted(request));
            }
        }
        var replay = replayed(request);
        if (replay.isPresent()) {
            return replay.get();
        }
        try {
            Thread.sleep(pause.get());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return posted(request);
    }

    private synchronized Optional<XAnswer> replayed(XRequest request) {
        return request.header("idempotency-key")
                .filter(_ -> knowsKeys)
                .map(keys::get)
                .filter(status -> status.createdAt().plus(KEYS_KEPT).isAfter(clock.instant()))
                .map(status -> failsReplays ? error(500, "Internal Server Error") : XAnswer.json(200, shown(status)));
    }

    private synchronized XAnswer posted(XRequest request) {
        var wanted = wanted(request);
        var problem = problem(wanted);
        if (problem.isPresent()) {
            return problem.get();
        }
        var parent = Optional.ofNullable((String) wanted.get("in_reply_to_id"));
        if (parent.filter(id -> find(id).isEmpty()).isPresent()) {
            return orphanStatus == 500
                    ? new XAnswer(500, Map.of(), new byte[0])
                    : error(orphanStatus, "The post you are trying to reply to does not appear to exist.");
        }
        var visibility = (String) wanted.getOrDefault("visibility", "public");
        var language = (String) wanted.getOrDefault("language", "en");
        var key = request.header("idempotency-key");
        var status = add((String) wanted.get("status"), parent, visibility, language, key);
        key.ifPresent(it -> keys.put(it, status));
        return XAnswer.json(200, shown(status));
    }

    private Optional<XAnswer> problem(Map<?, ?> wanted) {
        var text = wanted.get("status") instanceof String words ? words : "";
        if (text.isBlank()) {
            return Optional.of(error(422, "Validation failed: Text can't be blank"));
        }
        if (length(text) > maxCharacters) {
            return Optional.of(error(422, "Validation failed: Text character limit of " + maxCharacters + " exceeded"));
        }
        var visibility = wanted.get("visibility");
        if (visibility != null
                && !List.of("public", "unlisted", "private", "direct").contains(visibility)) {
            return Optional.of(error(422, "Validation failed: Visibility is not included in the list"));
        }
        return Optional.empty();
    }

    private int length(String text) {
        var plain = new StringBuilder();
        var at = 0;
        for (var link : MastodonHtml.addresses(text)) {
            plain.append(text, at, link.start()).append("x".repeat(perAddress));
            at = link.end();
        }
        plain.append(text.substring(at));
        var counted = plain.toString().replaceAll("(?<![=/\\w])@(\\w+)@[\\w.-]+\\w", "@$1");
        return (int) GRAPHEME.matcher(counted).results().count();
    }

    private XAnswer status(XRequest request, String id, boolean source) {
        var found = find(id);
        if (found.isEmpty()) {
            return error(404, "Record not found");
        }
        return switch (request.method()) {
            case "GET" ->
                source
                        ? XAnswer.json(200, fields("id", id, "text", found.get().text(), "spoiler_text", ""))
                        : XAnswer.json(200, shown(found.get()));
            case "PUT" -> edited(request, found.get());
            case "DELETE" -> {
                delete(id);
                yield XAnswer.json(200, shown(found.get()));
            }
            default -> error(404, "Not Found");
        };
    }

    private XAnswer edited(XRequest request, MastodonStatus status) {
        var wanted = wanted(request);
        return problem(wanted).orElseGet(() -> {
            var now = status.edited((String) wanted.get("status"), clock.instant());
            statuses.replaceAll(it -> it.id().equals(status.id()) ? now : it);
            return XAnswer.json(200, shown(now));
        });
    }

    private XAnswer timeline(XRequest request) {
        long before = request.parameter("max_id").map(Long::parseLong).orElse(Long.MAX_VALUE);
        int limit =
                Math.min(40, request.parameter("limit").map(Integer::parseInt).orElse(20));
        return XAnswer.json(
                200,
                standing().reversed().stream()
                        .filter(it -> Long.parseLong(it.id()) < before)
                        .limit(limit)
                        .map(this::shown)
                        .toList());
    }

    private Optional<MastodonStatus> find(String id) {
        return standing().stream().filter(it -> it.id().equals(id)).findFirst();
    }

    private Map<String, Object> shown(MastodonStatus status) {
        var words = markdown ? status.text().replaceAll("[*_`]", "") : status.text();
        return fields(
                "id",
                status.id(),
                "created_at",
                status.createdAt().toString(),
                "edited_at",
                status.editedAt().map(Instant::toString).orElse(null),
                "in_reply_to_id",
                status.parent().orElse(null),
                "visibility",
                status.visibility(),
                "language",
                status.language(),
                "uri",
                url.get() + "/users/status/statuses/" + status.id(),
                "url",
                url.get() + "/@status/" + status.id(),
                "content",
                MastodonHtml.of(words, url.get()),
                "reblog",
                null);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> wanted(XRequest request) {
        try {
            return request.header("content-type").orElse("").startsWith("application/json")
                            && XJson.read(request.body()) instanceof Map<?, ?> object
                    ? (Map<String, Object>) object
                    : Map.of();
        } catch (IOException _) {
            return Map.of();
        }
    }

    private static XAnswer error(int status, String words) {
        return XAnswer.json(status, Map.of("error", words));
    }
}
