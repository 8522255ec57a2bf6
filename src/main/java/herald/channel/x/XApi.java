package herald.channel.x;

import static java.nio.charset.StandardCharsets.UTF_8;

import herald.channel.http.Answer;
import herald.channel.http.Courier;
import herald.channel.http.Request;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import twitter4j.AlternativeHttpClientImpl;
import twitter4j.HttpParameter;
import twitter4j.HttpRequest;
import twitter4j.PaginationToken;
import twitter4j.RequestMethod;
import twitter4j.Twitter;
import twitter4j.TwitterException;
import twitter4j.TwitterFactory;
import twitter4j.TwitterV2;
import twitter4j.TwitterV2ExKt;
import twitter4j.V2ConfigurationKt;
import twitter4j.conf.ConfigurationBuilder;

/** The calls Herald makes on X. Twitter4J builds and signs them; their answers are read here. */
final class XApi {

    private static final int MOST_ACCOUNTS = 64;

    static {
        // At debug level Twitter4J logs what it signs and every answer.
        System.setProperty("twitter4j.loggerFactory", "twitter4j.NullLoggerFactory");
    }

    private final Courier courier;
    private final JsonMapper json;
    private final Map<XAccount, Connected> accounts = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<XAccount, Connected> eldest) {
            return size() > MOST_ACCOUNTS;
        }
    };

    XApi(Courier courier, JsonMapper json) {
        this.courier = courier;
        this.json = json;
    }

    /**
     * {@code POST /2/tweets}.
     *
     * @param parent the post it replies to, if any
     * @param media the id of its picture, if any
     */
    XAnswer createTweet(
            XAccount account,
            String text,
            Optional<Long> parent,
            Optional<Long> media,
            BooleanSupplier mayLeave,
            Duration total) {
        var pictures = media.map(id -> new Long[] {id}).orElse(null);
        return call(
                account,
                total,
                mayLeave,
                v2 -> v2.createTweet(
                        null, null, null, pictures, null, null, null, null, null, parent.orElse(null), null, text));
    }

    /** {@code DELETE /2/tweets/{id}}. */
    XAnswer deleteTweet(XAccount account, long id, BooleanSupplier mayLeave, Duration total) {
        return call(account, total, mayLeave, v2 -> v2.deleteTweet(id));
    }

    /** {@code GET /2/users/{id}/tweets}, one page: what was posted after the post {@code since}, or else from {@code from} on. */
    XAnswer timeline(
            XAccount account, long userId, Optional<Long> since, Instant from, Optional<String> page, Duration total) {
        var start = since.isPresent() ? null : Date.from(from);
        var token = page.map(PaginationToken::new).orElse(null);
        return call(
                account,
                total,
                () -> true,
                v2 -> v2.getUserTweets(
                        userId,
                        null,
                        "retweets",
                        null,
                        100,
                        null,
                        token,
                        null,
                        null,
                        since.orElse(null),
                        start,
                        "created_at,conversation_id,referenced_tweets,entities",
                        null,
                        null));
    }

    /** {@code GET /2/users/me}: whose keys these are. */
    XAnswer me(XAccount account, Duration total) {
        return call(account, total, () -> true, v2 -> v2.getMe("", null, null));
    }

    /** {@code POST /2/media/upload} of a picture, in one piece; Twitter4J knows only the old address, which X has closed. */
    XAnswer upload(XAccount account, byte[] png, Duration total) {
        var form = Multipart.of(png);
        return post(account, "/2/media/upload", form.contentType(), form.body(), total);
    }

    /** {@code POST /2/media/metadata}: what a picture shows, for those who cannot see it. */
    XAnswer describe(XAccount account, long media, String altText, Duration total) {
        var body = Map.of("id", Long.toString(media), "metadata", Map.of("alt_text", Map.of("text", altText)));
        try {
            return post(account, "/2/media/metadata", "application/json", json.writeValueAsBytes(body), total);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private XAnswer post(XAccount account, String path, String contentType, byte[] body, Duration total) {
        var address = URI.create(account.apiUrl() + path);
        var authorization =
                bearer(account).orElseGet(() -> signature(connected(account).twitter(), address));
        var request = Request.post(address, contentType, body).header("Authorization", authorization);
        return read(courier.carry(request, total), json);
    }

    /** Of a request whose body is not signed: neither JSON nor multipart is. */
    private static String signature(Twitter twitter, URI address) {
        var authorization = twitter.getAuthorization();
        return authorization.getAuthorizationHeader(
                new HttpRequest(RequestMethod.POST, address.toString(), new HttpParameter[0], authorization, Map.of()));
    }

    static XAnswer read(Answer answer, JsonMapper json) {
        return switch (answer) {
            case Answer.Answered answered ->
                new XAnswer.Answered(answered.status(), answered.headers(), answered.json(json));
            case Answer.NotSent(var why) -> new XAnswer.NotSent(why);
            case Answer.Lost(var why) -> new XAnswer.Lost(why);
        };
    }

    /** The text at {@code data.NAME} in an answer's body. */
    static Optional<String> data(Optional<JsonNode> body, String name) {
        return body.map(whole -> whole.get("data"))
                .map(data -> data.get(name))
                .filter(JsonNode::isString)
                .map(JsonNode::getStringValue);
    }

    private interface Call {
        Object on(TwitterV2 v2) throws TwitterException;
    }

    private XAnswer call(XAccount account, Duration total, BooleanSupplier mayLeave, Call request) {
        var wire = new XWire(courier, bearer(account), total, mayLeave);
        try {
            var _ = ScopedValue.where(AlternativeHttpClientImpl.WIRE, wire)
                    .call(() -> request.on(connected(account).v2()));
        } catch (TwitterException | RuntimeException _) {
            // The wire has the answer, or Twitter4J never came as far as sending.
        }
        return read(wire.answer(), json);
    }

    private static Optional<String> bearer(XAccount account) {
        return account.keys() instanceof XKeys.OAuth2(var token, var _)
                ? Optional.of("Bearer " + token)
                : Optional.empty();
    }

    private record Connected(Twitter twitter, TwitterV2 v2) {}

    private synchronized Connected connected(XAccount account) {
        return accounts.computeIfAbsent(lasting(account), XApi::connect);
    }

    /** Tokens come and go, and takke's map of configurations keeps each for ever: all of an address share one without any. */
    private static XAccount lasting(XAccount account) {
        return account.keys() instanceof XKeys.OAuth2
                ? new XAccount(account.apiUrl(), new XKeys.OAuth2("", Optional.empty()))
                : account;
    }

    private static Connected connect(XAccount account) {
        // takke keeps the base URL in a static map by equal configuration: the v1.1 address tells alike accounts apart.
        var builder = new ConfigurationBuilder()
                .setRestBaseURL(account.apiUrl() + "/1.1/")
                .setGZIPEnabled(false);
        switch (account.keys()) {
            case XKeys.OAuth1 keys ->
                builder.setOAuthConsumerKey(keys.consumerKey())
                        .setOAuthConsumerSecret(keys.consumerSecret())
                        .setOAuthAccessToken(keys.accessToken())
                        .setOAuthAccessTokenSecret(keys.accessTokenSecret());
            case XKeys.OAuth2 _ ->
                builder.setApplicationOnlyAuthEnabled(true)
                        .setOAuthConsumerKey("none")
                        .setOAuthConsumerSecret("none")
                        .setOAuth2TokenType("bearer")
                        .setOAuth2AccessToken("none");
        }
        var configuration = builder.build();
        V2ConfigurationKt.getV2Configuration(configuration).setBaseURL(account.apiUrl() + "/2/");
        var twitter = new TwitterFactory(configuration).getInstance();
        return new Connected(twitter, TwitterV2ExKt.getV2(twitter));
    }

    /** A picture as {@code multipart/form-data} (RFC 7578). */
    private record Multipart(String contentType, byte[] body) {

        private static final String BOUNDARY = "herald-picture-7c1e5f0a94";

        static Multipart of(byte[] png) {
            var head = part("media_category") + "\r\ntweet_image\r\n" + part("media_type") + "\r\nimage/png\r\n"
                    + part("media").stripTrailing() + "; filename=\"incident.png\"\r\nContent-Type: image/png\r\n\r\n";
            var tail = "\r\n--" + BOUNDARY + "--\r\n";
            var body = new byte[head.length() + png.length + tail.length()];
            System.arraycopy(head.getBytes(UTF_8), 0, body, 0, head.length());
            System.arraycopy(png, 0, body, head.length(), png.length);
            System.arraycopy(tail.getBytes(UTF_8), 0, body, head.length() + png.length, tail.length());
            return new Multipart("multipart/form-data; boundary=" + BOUNDARY, body);
        }

        private static String part(String name) {
            return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n";
        }
    }
}
