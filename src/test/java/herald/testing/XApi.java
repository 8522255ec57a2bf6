package herald.testing;

import static herald.testing.XAnswer.fields;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** X on a good day: what it answers to a request that is signed, and what it keeps of it. */
final class XApi {
    private static final String ID = "[0-9]{1,19}";
    private static final Set<String> CREATE_FIELDS = Set.of(
            "text",
            "reply",
            "media",
            "reply_settings",
            "quote_tweet_id",
            "poll",
            "geo",
            "for_super_followers_only",
            "direct_message_deep_link",
            "nullcast",
            "card_uri",
            "community_id",
            "edit_options",
            "share_with_followers",
            "made_with_ai",
            "paid_partnership");

    private final Clock clock;
    private final XLedger ledger;
    private final XWindows windows;
    private final Function<String, Optional<XAccount>> accountOfId;
    private final XPictures pictures;
    volatile String accessLevel = "read-write";
    volatile Duration timelineDelay = Duration.ZERO;
    volatile boolean selfReplies = true;
    volatile int postsPerQuarter = 100;
    volatile int postsPerUserAndDay = 10_000;
    volatile int postsPerAppAndDay = 10_000;

    XApi(Clock clock, XLedger ledger, XPictures pictures, Function<String, Optional<XAccount>> accountOfId) {
        this.clock = clock;
        this.ledger = ledger;
        this.pictures = pictures;
        this.windows = new XWindows(clock);
        this.accountOfId = accountOfId;
    }

    static boolean isPost(XRequest request) {
        return request.method().equals("POST") && request.path().equals("/2/tweets");
    }

    static boolean isTimeline(XRequest request) {
        return request.method().equals("GET") && request.path().matches("/2/users/" + ID + "/tweets");
    }

    /** Does what is asked and answers. One at a time: two copies of a text must not pass each other. */
    synchronized XAnswer answer(XRequest request, XAccount account) {
        var counted = windows(request, account);
        var answer = windows.take(counted) ? act(request, account) : XAnswer.tooManyRequests();
        return answer.withHeaders(windows.headers(counted)).withHeaders(Map.of("x-access-level", accessLevel));
    }

    /** The rate headers as they stand, nothing counted. */
    Map<String, String> rateHeaders(XRequest request, XAccount account) {
        return windows.headers(windows(request, account));
    }

    private List<XWindows.Window> windows(XRequest request, XAccount account) {
        if (isPost(request)) {
            return List.of(
                    new XWindows.Window("x-rate-limit", account.id() + " posts", XWindows.QUARTER, postsPerQuarter),
                    new XWindows.Window("x-user-limit-24hour", account.id(), XWindows.DAY, postsPerUserAndDay),
                    new XWindows.Window("x-app-limit-24hour", account.consumerKey(), XWindows.DAY, postsPerAppAndDay));
        }
        var isMe = request.path().equals("/2/users/me");
        var quarter = request.method().equals("DELETE") ? 50 : isMe ? 75 : 900;
        var kind = isTimeline(request) ? "timeline" : isMe ? "me" : request.method() + " post";
        return List.of(new XWindows.Window("x-rate-limit", account.id() + ' ' + kind, XWindows.QUARTER, quarter));
    }

    private XAnswer act(XRequest request, XAccount account) {
        var path = request.path();
        if (path.startsWith("/1.1/statuses/")) return XAnswer.accessLevel();
        if (isPost(request)) return create(request, account);
        if (isTimeline(request)) return timeline(request, path.split("/")[3]);
        if (XPictures.isUpload(request)) return pictures.upload(request, account);
        var asksFor = request.method() + " " + path.replaceFirst("^/2/tweets/" + ID + "$", "/2/tweets/:id");
        var id = path.substring(path.lastIndexOf('/') + 1);
        return switch (asksFor) {
            case "GET /2/users/me" -> me(account);
            case "GET /2/tweets" -> posts(request);
            case "GET /2/tweets/:id" -> post(id, request);
            case "DELETE /2/tweets/:id" -> delete(id, account);
            case "POST /2/media/metadata" ->
                json(request) instanceof Map<?, ?> body
                        ? pictures.describe(body)
                        : XAnswer.invalid("$", "", "the body is not a JSON object");
            default -> XAnswer.nothingHere();
        };
    }

    private XAnswer create(XRequest request, XAccount author) {
        if (!(json(request) instanceof Map<?, ?> body))
            return XAnswer.invalid("$", "", "the body is not a JSON object");
        for (var field : body.keySet()) {
            if (CREATE_FIELDS.contains(field)) continue;
            return XAnswer.invalid("$." + field, "" + body.get(field), "$." + field + " is not defined in the schema");
        }
        if (!(body.get("text") instanceof String text) || text.isBlank()) {
            return XAnswer.invalid("$.text", "" + body.get("text"), "text is missing");
        }
        if (XText.hasInvalidCharacter(text)) return XAnswer.invalid("$.text", text, "text holds an invalid character");
        if (XText.weight(text) > XText.LIMIT) return XAnswer.invalid("$.text", text, "text is too long");
        var media =
                body.get("media") instanceof Map<?, ?> it && it.get("media_ids") instanceof List<?> ids ? ids : null;
        if (body.get("media") != null && (media == null || !pictures.mayStand(media, author))) {
            return XAnswer.invalid("$.media.media_ids", "" + body.get("media"), "Your media IDs are invalid.");
        }
        var answer = created(body, author, text);
        if (media != null && answer.status() == 201) pictures.stand(ledger.all().getLast(), media);
        return answer;
    }

    private XAnswer created(Map<?, ?> body, XAccount author, String text) {
        var reply = body.get("reply");
        if (reply == null) return created(author, text, Optional.empty());
        if (reply instanceof Map<?, ?> it
                && it.get("in_reply_to_tweet_id") instanceof String parent
                && parent.matches(ID)) {
            return created(author, text, Optional.of(parent));
        }
        return XAnswer.invalid(
                "$.reply.in_reply_to_tweet_id", "" + reply, "in_reply_to_tweet_id must be a string of 1 to 19 digits");
    }

    private XAnswer created(XAccount author, String text, Optional<String> inReplyTo) {
        if (inReplyTo.isPresent()) {
            var parent =
                    ledger.standing(inReplyTo.get()).filter(it -> it.accountId().equals(author.id()));
            if (parent.isEmpty()) return XAnswer.parentNotVisible();
            if (!selfReplies) return XAnswer.selfReplyNotAllowed();
        }
        if (ledger.isDuplicate(author, text)) return XAnswer.duplicate();
        return XAnswer.json(201, Map.of("data", shown(ledger.add(author, text, inReplyTo), Set.of())));
    }

    private static XAnswer me(XAccount account) {
        var user = fields("id", account.id(), "name", account.username(), "username", account.username());
        return XAnswer.json(200, Map.of("data", user));
    }

    private XAnswer post(String id, XRequest request) {
        return ledger.standing(id)
                .map(it -> XAnswer.json(200, Map.of("data", shown(it, XView.fields(request)))))
                .orElseGet(() -> XAnswer.notFound("tweet", "id", id));
    }

    private XAnswer posts(XRequest request) {
        var ids = Arrays.asList(request.parameter("ids").orElse("").split(","));
        var areIds = ids.size() <= 100 && ids.stream().allMatch(it -> it.matches(ID));
        if (!areIds) return XAnswer.invalid("ids", "" + ids, "ids must be 1 to 100 ids");
        var found = ledger.standing().stream()
                .filter(it -> ids.contains(it.id()))
                .map(it -> shown(it, XView.fields(request)))
                .toList();
        return found.isEmpty()
                ? XAnswer.notFound("tweet", "ids", ids.getFirst())
                : XAnswer.json(200, Map.of("data", found));
    }

    private XAnswer delete(String id, XAccount account) {
        var post = ledger.all().stream().filter(it -> it.id().equals(id)).findFirst();
        if (post.isEmpty()) return XAnswer.notFound("tweet", "id", id);
        if (!post.get().accountId().equals(account.id()))
            return XAnswer.forbidden("You are not authorized to delete this Tweet.");
        ledger.delete(id);
        return XAnswer.json(200, Map.of("data", Map.of("deleted", true)));
    }

    private XAnswer timeline(XRequest request, String accountId) {
        if (accountOfId.apply(accountId).isEmpty()) return XAnswer.notFound("user", "id", accountId);
        try {
            return timeline(XTimelineQuery.of(request), accountId, XView.fields(request));
        } catch (XTimelineQuery.InvalidParameter e) {
            return XAnswer.invalid(
                    e.name, e.value, "The `" + e.name + "` query parameter value [" + e.value + "] is not valid");
        }
    }

    private XAnswer timeline(XTimelineQuery query, String accountId, Set<String> postFields) {
        var visibleUntil = clock.instant().minus(timelineDelay);
        var matching = ledger.standing().reversed().stream()
                .filter(it ->
                        it.accountId().equals(accountId) && !it.createdAt().isAfter(visibleUntil) && query.takes(it))
                .toList();
        var page = matching.stream().skip(query.skip()).limit(query.most()).toList();
        var meta = fields("result_count", page.size());
        if (page.isEmpty()) return XAnswer.json(200, Map.of("meta", meta));
        meta.put("newest_id", page.getFirst().id());
        meta.put("oldest_id", page.getLast().id());
        var seen = query.skip() + page.size();
        if (seen < matching.size()) meta.put("next_token", XTimelineQuery.tokenAfter(seen));
        return XAnswer.json(
                200,
                fields("data", page.stream().map(it -> shown(it, postFields)).toList(), "meta", meta));
    }

    private Map<String, Object> shown(XPost post, Set<String> fields) {
        return XView.of(post, ledger.conversation(post), fields);
    }

    private static Object json(XRequest request) {
        if (!request.header("content-type").orElse("").startsWith("application/json")) return null;
        try {
            return XJson.read(request.body());
        } catch (IOException _) {
            return null;
        }
    }
}
