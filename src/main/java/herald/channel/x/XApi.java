package herald.channel.x;

import herald.channel.http.Courier;
import io.micronaut.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import twitter4j.AlternativeHttpClientImpl;
import twitter4j.PaginationToken;
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
    private final Map<XAccount, TwitterV2> accounts = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<XAccount, TwitterV2> eldest) {
            return size() > MOST_ACCOUNTS;
        }
    };

    XApi(Courier courier, JsonMapper json) {
        this.courier = courier;
        this.json = json;
    }

    /** {@code POST /2/tweets}, in reply to {@code parent} if there is one. */
    XAnswer createTweet(
            XAccount account, String text, Optional<Long> parent, BooleanSupplier mayLeave, Duration total) {
        return call(
                total,
                mayLeave,
                () -> twitter(account)
                        .createTweet(
                                null, null, null, null, null, null, null, null, null, parent.orElse(null), null, text));
    }

    /** {@code GET /2/users/{id}/tweets}, one page: what was posted after the post {@code since}, or else from {@code from} on. */
    XAnswer timeline(XAccount account, Optional<Long> since, Instant from, Optional<String> page, Duration total) {
        var start = since.isPresent() ? null : Date.from(from);
        var token = page.map(PaginationToken::new).orElse(null);
        return call(
                total,
                () -> true,
                () -> twitter(account)
                        .getUserTweets(
                                account.userId(),
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
        return call(total, () -> true, () -> twitter(account).getMe("", null, null));
    }

    private XAnswer call(
            Duration total, BooleanSupplier mayLeave, ScopedValue.CallableOp<?, TwitterException> request) {
        var wire = new XWire(courier, json, total, mayLeave);
        try {
            var _ = ScopedValue.where(AlternativeHttpClientImpl.WIRE, wire).call(request);
        } catch (TwitterException | RuntimeException _) {
            // The wire has the answer, or Twitter4J never came as far as sending.
        }
        return wire.answer();
    }

    private synchronized TwitterV2 twitter(XAccount account) {
        return accounts.computeIfAbsent(account, XApi::connected);
    }

    private static TwitterV2 connected(XAccount account) {
        // takke keeps the base URL in a static map by equal configuration: the v1.1 address tells alike accounts apart.
        var configuration = new ConfigurationBuilder()
                .setRestBaseURL(account.apiUrl() + "/1.1/")
                .setOAuthConsumerKey(account.consumerKey())
                .setOAuthConsumerSecret(account.consumerSecret())
                .setOAuthAccessToken(account.accessToken())
                .setOAuthAccessTokenSecret(account.accessTokenSecret())
                .setGZIPEnabled(false)
                .build();
        V2ConfigurationKt.getV2Configuration(configuration).setBaseURL(account.apiUrl() + "/2/");
        return TwitterV2ExKt.getV2(new TwitterFactory(configuration).getInstance());
    }
}
