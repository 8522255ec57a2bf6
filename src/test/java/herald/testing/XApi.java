package herald.testing;

import static herald.testing.XAnswer.fields;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** X on a good day: what it answers to a request that is signed, and what it keeps of it. */
final class XApi {
  private static final String ID = "[0-9]{1,19}";
  private static final Set<String> CREATE_FIELDS = Set.of("text", "reply", "media", "reply_settings", "quote_tweet_id", "poll",
      "geo", "for_super_followers_only", "direct_message_deep_link", "nullcast", "card_uri", "community_id", "edit_options",
      "share_with_followers", "made_with_ai", "paid_partnership");

  private final Clock clock;
  private final XLedger ledger;
  private final XWindows windows;
  private final Function<String, Optional<XAccount>> accountOfId;
  volatile Duration timelineDelay = Duration.ZERO;
  volatile boolean selfReplies = true;
  volatile int postsPerQuarter = 100;
  volatile int postsPerUserAndDay = 10_000;
  volatile int postsPerAppAndDay = 10_000;

  XApi(Clock clock, XLedger ledger, Function<String, Optional<XAccount>> accountOfId) {
    this.clock = clock;
    this.ledger = ledger;
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
    return answer.withHeaders(windows.headers(counted));
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
    var quarter = request.method().equals("DELETE") ? 50 : request.path().equals("/2/users/me") ? 75 : 900;
    var kind = isTimeline(request) ? "timeline" : request.method() + (request.path().equals("/2/users/me") ? " me" : " post");
    return List.of(new XWindows.Window("x-rate-limit", account.id() + ' ' + kind, XWindows.QUARTER, quarter));
  }

  private XAnswer act(XRequest request, XAccount account) {
    var path = request.path();
    if (path.startsWith("/1.1/statuses/")) return XAnswer.accessLevel();
    if (isPost(request)) return create(request, account);
    if (isTimeline(request)) return timeline(request, path.split("/")[3]);
    var asksFor = request.method() + " " + path.replaceFirst("^/2/tweets/" + ID + "$", "/2/tweets/:id");
    var id = path.substring(path.lastIndexOf('/') + 1);
    return switch (asksFor) {
      case "GET /2/users/me" -> me(account);
      case "GET /2/tweets" -> posts(request);
      case "GET /2/tweets/:id" -> post(id, request);
      case "DELETE /2/tweets/:id" -> delete(id, account);
      default -> XAnswer.nothingHere();
    };
  }

  private XAnswer create(XRequest request, XAccount author) {
    if (!(json(request) instanceof Map<?, ?> body)) return XAnswer.invalid("$", "", "the body is not a JSON object");
    for (var field : body.keySet()) {
      if (!CREATE_FIELDS.contains(field)) return XAnswer.invalid("$." + field, "" + body.get(field), "$." + field + " is not defined in the schema");
    }
    if (!(body.get("text") instanceof String text) || text.isBlank()) return XAnswer.invalid("$.text", "" + body.get("text"), "text is missing");
    if (XText.hasInvalidCharacter(text)) return XAnswer.invalid("$.text", text, "text holds an invalid character");
    if (XText.weight(text) > XText.LIMIT) return XAnswer.invalid("$.text", text, "text is too long");
    var reply = body.get("reply");
    if (reply == null) return created(author, text, Optional.empty());
    if (reply instanceof Map<?, ?> it && it.get("in_reply_to_tweet_id") instanceof String parent && parent.matches(ID)) {
      return created(author, text, Optional.of(parent));
    }
    return XAnswer.invalid("$.reply.in_reply_to_tweet_id", "" + reply, "in_reply_to_tweet_id must be a string of 1 to 19 digits");
  }

  private XAnswer created(XAccount author, String text, Optional<String> inReplyTo) {
    if (inReplyTo.isPresent()) {
      var parent = ledger.standing(inReplyTo.get()).filter(it -> it.accountId().equals(author.id()));
      if (parent.isEmpty()) return XAnswer.parentNotVisible();
      if (!selfReplies) return XAnswer.selfReplyNotAllowed();
    }
    if (ledger.isDuplicate(author, text)) return XAnswer.duplicate();
    return XAnswer.json(201, Map.of("data", shown(ledger.add(author, text, inReplyTo), Set.of())));
  }

  private static XAnswer me(XAccount account) {
    return XAnswer.json(200, Map.of("data", fields("id", account.id(), "name", account.username(), "username", account.username())));
  }

  private XAnswer post(String id, XRequest request) {
    return ledger.standing(id).map(it -> XAnswer.json(200, Map.of("data", shown(it, postFields(request)))))
        .orElseGet(() -> XAnswer.notFound("tweet", "id", id));
  }

  private XAnswer posts(XRequest request) {
    var ids = Arrays.asList(request.parameter("ids").orElse("").split(","));
    if (ids.size() > 100 || !ids.stream().allMatch(it -> it.matches(ID))) return XAnswer.invalid("ids", "" + ids, "ids must be 1 to 100 ids");
    var found = ledger.standing().stream().filter(it -> ids.contains(it.id())).map(it -> shown(it, postFields(request))).toList();
    return found.isEmpty() ? XAnswer.notFound("tweet", "ids", ids.getFirst()) : XAnswer.json(200, Map.of("data", found));
  }

  private XAnswer delete(String id, XAccount account) {
    var post = ledger.all().stream().filter(it -> it.id().equals(id)).findFirst();
    if (post.isEmpty()) return XAnswer.notFound("tweet", "id", id);
    if (!post.get().accountId().equals(account.id())) return XAnswer.forbidden("You are not authorized to delete this Tweet.");
    ledger.delete(id);
    return XAnswer.json(200, Map.of("data", Map.of("deleted", true)));
  }

  private XAnswer timeline(XRequest request, String accountId) {
    if (accountOfId.apply(accountId).isEmpty()) return XAnswer.notFound("user", "id", accountId);
    try {
      return timeline(TimelineQuery.of(request), accountId, postFields(request));
    } catch (InvalidParameter e) {
      return XAnswer.invalid(e.name, e.value, "The `" + e.name + "` query parameter value [" + e.value + "] is not valid");
    }
  }

  private XAnswer timeline(TimelineQuery query, String accountId, Set<String> postFields) {
    var visibleUntil = clock.instant().minus(timelineDelay);
    var matching = ledger.standing().reversed().stream()
        .filter(it -> it.accountId().equals(accountId) && !it.createdAt().isAfter(visibleUntil) && query.takes(it)).toList();
    var page = matching.stream().skip(query.skip()).limit(query.most()).toList();
    var meta = fields("result_count", page.size());
    if (page.isEmpty()) return XAnswer.json(200, Map.of("meta", meta));
    meta.put("newest_id", page.getFirst().id());
    meta.put("oldest_id", page.getLast().id());
    var seen = query.skip() + page.size();
    if (seen < matching.size()) meta.put("next_token", "stub" + seen);
    return XAnswer.json(200, fields("data", page.stream().map(it -> shown(it, postFields)).toList(), "meta", meta));
  }

  /**
   * A post as X shows it: escaped, its links shortened. The entities' positions count code points of the text shown; X does
   * not say whether escapes count as one there, so nobody should lean on them.
   */
  private Map<String, Object> shown(XPost post, Set<String> postFields) {
    var text = new StringBuilder();
    var urls = new ArrayList<Map<String, Object>>();
    var at = 0;
    for (var link : XText.links(post.text())) {
      text.append(XText.escaped(post.text().substring(at, link.start())));
      var shortened = shortened(post, urls.size());
      var start = text.codePointCount(0, text.length());
      var expanded = link.url().matches("(?i)https?://.*") ? link.url() : "http://" + link.url();
      urls.add(fields("start", start, "end", start + shortened.length(), "url", shortened, "expanded_url", expanded,
          "display_url", expanded.replaceFirst("(?i)https?://(www\\.)?", "")));
      text.append(shortened);
      at = link.end();
    }
    text.append(XText.escaped(post.text().substring(at)));
    var shown = fields("id", post.id(), "text", text.toString(), "edit_history_tweet_ids", List.of(post.id()));
    var more = new LinkedHashMap<String, Object>();
    more.put("created_at", post.createdAt().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000Z"));
    more.put("author_id", post.accountId());
    more.put("conversation_id", ledger.conversation(post));
    post.inReplyTo().ifPresent(it -> more.put("referenced_tweets", List.of(fields("type", "replied_to", "id", it))));
    if (!urls.isEmpty()) more.put("entities", Map.of("urls", urls));
    more.keySet().retainAll(postFields);
    shown.putAll(more);
    return shown;
  }

  private static String shortened(XPost post, int index) {
    var name = Long.toString(post.number() * 31 + index & Long.MAX_VALUE, 36);
    return "https://t.co/" + name.substring(name.length() - 10);
  }

  private static Set<String> postFields(XRequest request) {
    return new HashSet<>(Arrays.asList(request.parameter("tweet.fields").orElse("").split(",")));
  }

  private static Object json(XRequest request) {
    if (!request.header("content-type").orElse("").startsWith("application/json")) return null;
    try {
      return XJson.read(request.body());
    } catch (IOException _) {
      return null;
    }
  }

  private record TimelineQuery(int most, int skip, long sinceId, long untilId, Instant start, Instant end, boolean repliesToo) {

    static TimelineQuery of(XRequest request) throws InvalidParameter {
      var exclude = List.of(request.parameter("exclude").orElse("retweets").split(","));
      if (!Set.of("retweets", "replies").containsAll(exclude)) throw new InvalidParameter("exclude", "" + exclude);
      return new TimelineQuery(
          (int) number(request, "max_results", 10, 5, 100),
          (int) number(request.parameter("pagination_token").map(it -> it.replaceFirst("^stub", "")), "pagination_token", 0, 0, 1_000_000),
          number(request, "since_id", 0, 0, Long.MAX_VALUE),
          number(request, "until_id", Long.MAX_VALUE, 0, Long.MAX_VALUE),
          instant(request, "start_time", Instant.MIN), instant(request, "end_time", Instant.MAX),
          !exclude.contains("replies"));
    }

    boolean takes(XPost post) {
      return post.number() > sinceId && post.number() < untilId && !post.createdAt().isBefore(start)
          && post.createdAt().isBefore(end) && (repliesToo || post.inReplyTo().isEmpty());
    }

    private static long number(XRequest request, String name, long otherwise, long least, long most) throws InvalidParameter {
      return number(request.parameter(name), name, otherwise, least, most);
    }

    private static long number(Optional<String> value, String name, long otherwise, long least, long most) throws InvalidParameter {
      if (value.isEmpty()) return otherwise;
      if (!value.get().matches(ID)) throw new InvalidParameter(name, value.get());
      try {
        var number = Long.parseLong(value.get());
        if (number >= least && number <= most) return number;
      } catch (NumberFormatException _) {
        // Nineteen digits may still be too much.
      }
      throw new InvalidParameter(name, value.get());
    }

    private static Instant instant(XRequest request, String name, Instant otherwise) throws InvalidParameter {
      var value = request.parameter(name);
      try {
        return value.map(Instant::parse).orElse(otherwise);
      } catch (DateTimeParseException _) {
        throw new InvalidParameter(name, value.get());
      }
    }
  }

  private static final class InvalidParameter extends Exception {
    private final String name;
    private final String value;

    InvalidParameter(String name, String value) {
      super(name);
      this.name = name;
      this.value = value;
    }
  }
}
