package herald.channel.mastodon;

import static java.nio.charset.StandardCharsets.UTF_8;

import herald.channel.Message;
import herald.channel.http.Answer;
import herald.channel.http.Courier;
import herald.channel.http.Deadline;
import herald.channel.http.Json;
import herald.channel.http.Request;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Locale;
import java.util.Optional;

/** The calls Herald makes on a server that speaks Mastodon's API. */
final class MastodonApi {

    static final int PAGE = 40;

    private final Courier courier;
    private final JsonMapper json;

    MastodonApi(Courier courier, JsonMapper json) {
        this.courier = courier;
        this.json = json;
    }

    /** {@code POST /api/v1/statuses}. The server knows the message again by its key for about an hour. */
    Answer post(MastodonAccount account, Message message) {
        var status = Json.object(
                "status",
                message.text(),
                "visibility",
                account.visibilityOf(message),
                "language",
                language(message),
                "in_reply_to_id",
                message.replyTo().map(Message.ReplyTo::remoteId));
        var request = Request.post(at(account, "/statuses"), "application/json", Json.bytes(json, status))
                .header("Idempotency-Key", message.key());
        return courier.carry(signed(request, account).when(message.mayLeave()));
    }

    /** {@code PUT /api/v1/statuses/{id}}: other words for a post that is out. */
    Answer edit(MastodonAccount account, String id, Message message) {
        var status = Json.object("status", message.text(), "language", language(message));
        return courier.carry(put(account, id, status).when(message.mayLeave()));
    }

    Answer delete(MastodonAccount account, String id, Message message) {
        return courier.carry(
                signed(Request.delete(status(account, id)), account).when(message.mayLeave()));
    }

    /** Asks to change a post that no server has: one that lets the token write says that it is not there. */
    Answer editNothing(MastodonAccount account, Deadline deadline) {
        return courier.carry(put(account, "0", Json.object("status", "-")), deadline.left());
    }

    Answer status(MastodonAccount account, String id, Deadline deadline) {
        return get(account, status(account, id), deadline);
    }

    /** The words of a post as they were sent. */
    Answer source(MastodonAccount account, String id, Deadline deadline) {
        return get(account, at(account, "/statuses/" + encoded(id) + "/source"), deadline);
    }

    /** Whose token it is. */
    Answer me(MastodonAccount account, Deadline deadline) {
        return get(account, at(account, "/accounts/verify_credentials"), deadline);
    }

    /** The account's own posts, the newest first, from the one before {@code before} on. */
    Answer statuses(MastodonAccount account, String accountId, Optional<String> before, Deadline deadline) {
        var page = "?exclude_reblogs=true&limit=" + PAGE
                + before.map(id -> "&max_id=" + encoded(id)).orElse("");
        return get(account, at(account, "/accounts/" + encoded(accountId) + "/statuses" + page), deadline);
    }

    /** What the server says of itself, in the newer of two shapes. */
    Answer instance(MastodonAccount account, Deadline deadline) {
        return get(account, URI.create(account.server() + "/api/v2/instance"), deadline);
    }

    /** The same in the older shape. */
    Answer olderInstance(MastodonAccount account, Deadline deadline) {
        return get(account, at(account, "/instance"), deadline);
    }

    /** Its first part: some servers take no more. */
    private static Optional<String> language(Message message) {
        return Optional.of(Locale.forLanguageTag(message.language()).getLanguage())
                .filter(language -> !language.isEmpty());
    }

    private Request put(MastodonAccount account, String id, JsonNode status) {
        return signed(Request.with("PUT", status(account, id), "application/json", Json.bytes(json, status)), account);
    }

    private Answer get(MastodonAccount account, URI address, Deadline deadline) {
        return courier.carry(signed(Request.get(address), account), deadline.left());
    }

    private static Request signed(Request request, MastodonAccount account) {
        return request.header("Authorization", "Bearer " + account.token()).header("Accept", "application/json");
    }

    private static URI status(MastodonAccount account, String id) {
        return at(account, "/statuses/" + encoded(id));
    }

    private static URI at(MastodonAccount account, String path) {
        return URI.create(account.server() + "/api/v1" + path);
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, UTF_8);
    }
}
