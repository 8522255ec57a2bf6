package herald.channel.x;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import herald.channel.Account;
import herald.channel.CallDeadlines;
import herald.channel.http.AddressGate;
import herald.channel.http.Answer;
import herald.channel.http.Courier;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import twitter4j.AlternativeHttpClientImpl;
import twitter4j.TwitterException;
import twitter4j.auth.OAuthAuthorization;
import twitter4j.auth.RequestToken;
import twitter4j.conf.ConfigurationBuilder;

/**
 * Connects an account on X: sends a person to X to agree, and makes settings of what they come back with. By OAuth 1.0a where the
 * settings have {@code consumer_key} and {@code consumer_secret}, by OAuth 2 with PKCE where they have {@code client_id}.
 *
 * <p>What {@link #begin} gives to keep is secret, belongs to that person's session on the server, and is taken out of it before {@link
 * #finish} is called with it: it is good for one use. It says nothing to anybody else and is not to be looked into.
 */
@Singleton
public final class XConnect {

    private static final String SCOPES = "tweet.read tweet.write users.read media.write offline.access";
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Courier courier;
    private final AddressGate gate;
    private final CallDeadlines deadlines;
    private final Clock clock;
    private final XApi api;
    private final XOAuth2 oauth2;
    private final SecureRandom random = new SecureRandom();

    XConnect(Courier courier, AddressGate gate, CallDeadlines deadlines, Clock clock, JsonMapper json) {
        this.courier = courier;
        this.gate = gate;
        this.deadlines = deadlines;
        this.clock = clock;
        this.api = new XApi(courier, json);
        this.oauth2 = new XOAuth2(courier, json);
    }

    public sealed interface Begun {

        /**
         * @param address where to send the person
         * @param keep for {@link XConnect#finish}
         */
        record Away(URI address, String keep) implements Begun {
            /** Without what is secret. */
            @Override
            public String toString() {
                return "Away";
            }
        }

        /** Words for staff. */
        record Failed(String reason) implements Begun {}
    }

    public sealed interface Finished {

        /**
         * @param settings to be laid over those of the target; an empty one takes the place of what stood there
         * @param who the account as X calls it; empty where X did not say
         */
        record Connected(Map<String, String> settings, Optional<String> who) implements Finished {
            /** Without the settings: they hold secrets. */
            @Override
            public String toString() {
                return "Connected[" + who + "]";
            }
        }

        /** Words for staff. */
        record Failed(String reason) implements Finished {}
    }

    /**
     * @param settings of the app
     * @param callback where X sends the person back to; it must stand among the app's callback addresses on X
     */
    public Begun begin(Map<String, String> settings, URI callback) {
        var account = new Account("connecting", settings);
        var problem = XAccount.addressProblem(account, gate);
        if (problem.isPresent()) {
            return new Begun.Failed("settings.api_url will not do: " + problem.get());
        }
        var apiUrl = XAccount.apiUrl(account);
        if (account.setting("client_id").isPresent()) {
            return beginOAuth2(apiUrl, account, callback);
        }
        var key = account.setting("consumer_key");
        var secret = account.setting("consumer_secret");
        return key.isPresent() && secret.isPresent()
                ? beginOAuth1(new XStep(
                        XStep.Kind.OAUTH1, apiUrl, key.get(), secret.get(), "", "", callback, clock.instant()))
                : new Begun.Failed("Enter the app’s API key and its secret, or its OAuth 2 client ID.");
    }

    /** @param parameters those of the address at which the person came back */
    public Finished finish(String keep, Map<String, String> parameters) {
        if (parameters.containsKey("denied") || parameters.containsKey("error")) {
            return new Finished.Failed("The connection was refused on X. Nothing has changed.");
        }
        var step = XStep.read(keep);
        if (step.isEmpty() || step.get().begunAt().plus(PATIENCE).isBefore(clock.instant())) {
            return new Finished.Failed("This took too long: connect once more.");
        }
        boolean isOAuth2 = step.get().kind() == XStep.Kind.OAUTH2;
        if (!same(step.get().state(), parameters.getOrDefault(isOAuth2 ? "state" : "oauth_token", ""))) {
            return new Finished.Failed("This answer of X belongs to another connection: connect once more.");
        }
        return isOAuth2
                ? finishOAuth2(step.get(), parameters.getOrDefault("code", ""))
                : finishOAuth1(step.get(), parameters.getOrDefault("oauth_verifier", ""));
    }

    private Begun beginOAuth1(XStep step) {
        var answer =
                call(step, oauth -> oauth.getOAuthRequestToken(step.callback().toString()));
        var form = form(answer);
        var token = form.get("oauth_token");
        var secret = form.get("oauth_token_secret");
        if (token == null || secret == null || !"true".equals(form.get("oauth_callback_confirmed"))) {
            return new Begun.Failed("X did not begin the connection" + said(answer)
                    + " Check the API key and its secret, and that " + step.callback()
                    + " stands among the app’s callback addresses in X’s developer portal.");
        }
        return new Begun.Away(
                URI.create(step.apiUrl() + "/oauth/authorize?" + XOAuth2.encoded(Map.of("oauth_token", token))),
                step.with(token, secret).written());
    }

    private Finished finishOAuth1(XStep step, String verifier) {
        var answer =
                call(step, oauth -> oauth.getOAuthAccessToken(new RequestToken(step.state(), step.proof()), verifier));
        var form = form(answer);
        var token = form.get("oauth_token");
        var secret = form.get("oauth_token_secret");
        if (token == null || secret == null) {
            return new Finished.Failed("X did not finish the connection" + said(answer) + " Connect once more.");
        }
        return new Finished.Connected(
                Map.of(
                        "consumer_key",
                        step.id(),
                        "consumer_secret",
                        step.secret(),
                        "access_token",
                        token,
                        "access_token_secret",
                        secret,
                        "client_id",
                        "",
                        "client_secret",
                        "",
                        "refresh_token",
                        ""),
                Optional.ofNullable(form.get("screen_name")).map(name -> "@" + name));
    }

    private Begun beginOAuth2(String apiUrl, Account account, URI callback) {
        var step = new XStep(
                XStep.Kind.OAUTH2,
                apiUrl,
                account.setting("client_id").orElseThrow(),
                account.setting("client_secret").orElse(""),
                secret(),
                secret(),
                callback,
                clock.instant());
        var query = new LinkedHashMap<String, String>();
        query.put("response_type", "code");
        query.put("client_id", step.id());
        query.put("redirect_uri", callback.toString());
        query.put("scope", SCOPES);
        query.put("state", step.state());
        query.put("code_challenge", challenge(step.proof()));
        query.put("code_challenge_method", "S256");
        var site = apiUrl.equals(XAccount.API) ? "https://x.com" : apiUrl;
        return new Begun.Away(URI.create(site + "/i/oauth2/authorize?" + XOAuth2.encoded(query)), step.written());
    }

    private Finished finishOAuth2(XStep step, String code) {
        var app =
                new XApp(step.apiUrl(), step.id(), Optional.of(step.secret()).filter(secret -> !secret.isEmpty()), "");
        var grant = new LinkedHashMap<String, String>();
        grant.put("grant_type", "authorization_code");
        grant.put("code", code);
        grant.put("redirect_uri", step.callback().toString());
        grant.put("code_verifier", step.proof());
        var answer = oauth2.token(app, grant, deadlines.total());
        if (!(answer instanceof XAnswer.Answered(var status, var _, var body)) || status != 200) {
            return new Finished.Failed("X did not finish the connection" + said(answer) + " Connect once more.");
        }
        return XOAuth2.Tokens.of(body)
                .<Finished>map(tokens -> connected(app, tokens))
                .orElseGet(() -> new Finished.Failed("X gave no token that lasts: connect once more."));
    }

    private Finished connected(XApp app, XOAuth2.Tokens tokens) {
        var settings = new HashMap<>(Map.of(
                "client_id", app.clientId(),
                "client_secret", app.clientSecret().orElse(""),
                "refresh_token", tokens.refresh()));
        for (var key : new String[] {"consumer_key", "consumer_secret", "access_token", "access_token_secret"}) {
            settings.put(key, "");
        }
        var account = new XAccount(app.apiUrl(), new XKeys.OAuth2(tokens.access(), Optional.empty()));
        var who = api.me(account, deadlines.total()) instanceof XAnswer.Answered answered
                ? XApi.data(answered.body(), "username").map(name -> "@" + name)
                : Optional.<String>empty();
        return new Finished.Connected(Map.copyOf(settings), who);
    }

    private interface Call {
        Object on(OAuthAuthorization oauth) throws TwitterException;
    }

    private Answer call(XStep step, Call request) {
        var wire = new XWire(courier, Optional.empty(), deadlines.total(), () -> true);
        var configuration = new ConfigurationBuilder()
                .setOAuthConsumerKey(step.id())
                .setOAuthConsumerSecret(step.secret())
                .setOAuthRequestTokenURL(step.apiUrl() + "/oauth/request_token")
                .setOAuthAccessTokenURL(step.apiUrl() + "/oauth/access_token")
                .setGZIPEnabled(false)
                .build();
        try {
            var _ = ScopedValue.where(AlternativeHttpClientImpl.WIRE, wire)
                    .call(() -> request.on(new OAuthAuthorization(configuration)));
        } catch (TwitterException | RuntimeException _) {
            // The wire has the answer, or Twitter4J never came as far as sending.
        }
        return wire.answer();
    }

    /** The fields of a form that was answered with 200; none otherwise. */
    private static Map<String, String> form(Answer answer) {
        var fields = new HashMap<String, String>();
        if (!(answer instanceof Answer.Answered answered) || answered.status() != 200) {
            return fields;
        }
        try {
            for (var pair : answered.text().strip().split("&")) {
                var parts = pair.split("=", 2);
                fields.put(parts[0], URLDecoder.decode(parts.length == 2 ? parts[1] : "", UTF_8));
            }
        } catch (IllegalArgumentException _) {
            return Map.of();
        }
        return fields;
    }

    private static String said(Answer answer) {
        return switch (answer) {
            case Answer.Answered answered -> " (" + answered.status() + ").";
            case Answer.NotSent(var why) -> ": it could not be reached (" + why + ").";
            case Answer.Lost(var why) -> ": it did not answer (" + why + ").";
        };
    }

    private static String said(XAnswer answer) {
        return switch (answer) {
            case XAnswer.Answered answered -> " (" + answered.status() + ")." + XOAuth2.quote(answered.body());
            case XAnswer.NotSent(var why) -> ": it could not be reached (" + why + ").";
            case XAnswer.Lost(var why) -> ": it did not answer (" + why + ").";
        };
    }

    private String secret() {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** RFC 7636 §4.2. */
    private static String challenge(String verifier) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }
}
