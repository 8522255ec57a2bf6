package herald.testing;

import static herald.testing.XAnswer.fields;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** How accounts are connected to apps on X: OAuth 1.0a in three legs, and OAuth 2 with PKCE and refresh tokens for one use. */
final class XConnections {
    private final Clock clock;
    private final OAuth1Check signatures;
    private final Map<String, RequestToken> requestTokens = new HashMap<>();
    private final Map<String, XClient> clients = new HashMap<>();
    private final Map<String, Grant> codes = new HashMap<>();
    private final Map<String, Grant> refreshTokens = new HashMap<>();
    private final Map<String, Access> accessTokens = new HashMap<>();
    final Set<String> callbacks = new HashSet<>();
    Duration tokenLife = Duration.ofHours(2);

    XConnections(Clock clock, OAuth1Check signatures) {
        this.clock = clock;
        this.signatures = signatures;
    }

    private record RequestToken(
            String secret, String consumerKey, String consumerSecret, String callback, Optional<Agreed> agreed) {}

    private record Agreed(XAccount account, String verifier) {}

    private record Grant(XAccount account, XClient client, String challenge) {}

    private record Access(XAccount account, Instant until) {}

    static boolean isConnecting(XRequest request) {
        return request.path().startsWith("/oauth/") || isToken(request);
    }

    static boolean isToken(XRequest request) {
        return request.path().equals("/2/oauth2/token");
    }

    synchronized void add(XClient client) {
        clients.put(client.id(), client);
    }

    /** Whose bearer token this is, if it is good. */
    synchronized Optional<XAccount> bearer(String token) {
        return Optional.ofNullable(accessTokens.get(token))
                .filter(access -> clock.instant().isBefore(access.until()))
                .map(Access::account);
    }

    synchronized void revokeAccessTokens() {
        accessTokens.clear();
    }

    /** A refresh token as a connection begins with. */
    synchronized String refreshToken(XClient client, XAccount account) {
        var token = "rt" + random();
        refreshTokens.put(token, new Grant(account, client, ""));
        return token;
    }

    synchronized XAnswer answer(XRequest request, Map<String, String> consumerSecrets) throws OAuth1Check.Unsigned {
        return switch (request.method() + " " + request.path()) {
            case "POST /oauth/request_token" -> requestToken(request, consumerSecrets);
            case "POST /oauth/access_token" -> accessToken(request);
            case "POST /2/oauth2/token" -> token(request);
            default -> XAnswer.nothingHere();
        };
    }

    private XAnswer requestToken(XRequest request, Map<String, String> consumerSecrets) throws OAuth1Check.Unsigned {
        var key = OAuth1Check.parameters(request).getOrDefault("oauth_consumer_key", "");
        var secret = consumerSecrets.get(key);
        if (secret == null) return XAnswer.v1Error(401, 32, "Could not authenticate you.");
        signatures.check(request, key, secret, "");
        var callback = form(request)
                .getOrDefault("oauth_callback", OAuth1Check.parameters(request).getOrDefault("oauth_callback", ""));
        if (!callbacks.contains(callback)) {
            return XAnswer.v1Error(403, 415, "Callback URL not approved for this client application.");
        }
        var token = "rq" + random();
        var made = new RequestToken("rqs/&" + random(), key, secret, callback, Optional.empty());
        requestTokens.put(token, made);
        return XAnswer.form(
                fields("oauth_token", token, "oauth_token_secret", made.secret(), "oauth_callback_confirmed", "true"));
    }

    private XAnswer accessToken(XRequest request) throws OAuth1Check.Unsigned {
        var oauth = OAuth1Check.parameters(request);
        var token = requestTokens.get(oauth.getOrDefault("oauth_token", ""));
        if (token == null || token.agreed().isEmpty()) return XAnswer.v1Error(401, 89, "Invalid or expired token.");
        signatures.check(request, token.consumerKey(), token.consumerSecret(), token.secret());
        var agreed = token.agreed().get();
        var verifier = form(request).getOrDefault("oauth_verifier", oauth.getOrDefault("oauth_verifier", ""));
        if (!agreed.verifier().equals(verifier)) return XAnswer.v1Error(401, 89, "Invalid or expired token.");
        requestTokens.remove(oauth.get("oauth_token"));
        return XAnswer.form(fields(
                "oauth_token",
                agreed.account().token(),
                "oauth_token_secret",
                agreed.account().tokenSecret(),
                "user_id",
                agreed.account().id(),
                "screen_name",
                agreed.account().username()));
    }

    private XAnswer token(XRequest request) {
        var form = form(request);
        var client = client(request, form);
        if (client.isEmpty()) {
            return XAnswer.oauthError(401, "unauthorized_client", "Missing valid authorization header");
        }
        return switch (form.getOrDefault("grant_type", "")) {
            case "authorization_code" -> ofCode(client.get(), form);
            case "refresh_token" -> refreshed(client.get(), form);
            default -> XAnswer.oauthError(400, "invalid_request", "Missing required parameter [grant_type].");
        };
    }

    private XAnswer ofCode(XClient client, Map<String, String> form) {
        var grant = codes.remove(form.getOrDefault("code", ""));
        boolean proved = grant != null
                && grant.client().equals(client)
                && grant.challenge().equals(challenge(form.getOrDefault("code_verifier", "")))
                && client.callback().equals(form.get("redirect_uri"));
        return proved
                ? tokens(grant)
                : XAnswer.oauthError(400, "invalid_request", "Value passed for the authorization code was invalid.");
    }

    private XAnswer refreshed(XClient client, Map<String, String> form) {
        // Good for one use, whether or not its answer arrives.
        var grant = refreshTokens.remove(form.getOrDefault("refresh_token", ""));
        return grant != null && grant.client().equals(client)
                ? tokens(grant)
                : XAnswer.oauthError(400, "invalid_request", "Value passed for the token was invalid.");
    }

    private XAnswer tokens(Grant grant) {
        var access = "at" + random();
        accessTokens.put(access, new Access(grant.account(), clock.instant().plus(tokenLife)));
        return XAnswer.json(
                200,
                fields(
                        "token_type",
                        "bearer",
                        "expires_in",
                        tokenLife.toSeconds(),
                        "access_token",
                        access,
                        "scope",
                        "users.read tweet.read tweet.write media.write offline.access",
                        "refresh_token",
                        refreshToken(grant.client(), grant.account())));
    }

    private Optional<XClient> client(XRequest request, Map<String, String> form) {
        var basic = request.header("authorization").filter(header -> header.startsWith("Basic "));
        if (basic.isEmpty()) {
            return Optional.ofNullable(clients.get(form.getOrDefault("client_id", "")))
                    .filter(client -> client.secret().isEmpty());
        }
        var pair =
                new String(Base64.getDecoder().decode(basic.get().substring(6)), StandardCharsets.UTF_8).split(":", 2);
        return Optional.ofNullable(clients.get(pair[0]))
                .filter(client -> client.secret().filter(pair[1]::equals).isPresent());
    }

    /** What the person's browser is sent back to once they agree to what {@code address} asks, as {@code account}. */
    synchronized URI agree(URI address, XAccount account) {
        var query = query(address);
        if (address.getPath().equals("/oauth/authorize")) {
            var name = query.get("oauth_token");
            var token = requestTokens.get(name);
            var verifier = "ov" + random();
            requestTokens.put(
                    name,
                    new RequestToken(
                            token.secret(),
                            token.consumerKey(),
                            token.consumerSecret(),
                            token.callback(),
                            Optional.of(new Agreed(account, verifier))));
            return back(token.callback(), "oauth_token=" + name + "&oauth_verifier=" + verifier);
        }
        var client = asked(query);
        var code = "co" + random();
        codes.put(code, new Grant(account, client, query.get("code_challenge")));
        return back(client.callback(), "state=" + query.get("state") + "&code=" + code);
    }

    /** The same where they refuse. */
    synchronized URI refuse(URI address) {
        var query = query(address);
        return address.getPath().equals("/oauth/authorize")
                ? back(requestTokens.remove(query.get("oauth_token")).callback(), "denied=" + query.get("oauth_token"))
                : back(asked(query).callback(), "error=access_denied&state=" + query.get("state"));
    }

    /** X shows an error to the person where an app asks in a wrong way. */
    private XClient asked(Map<String, String> query) {
        var client = clients.get(query.get("client_id"));
        var scopes = List.of(query.getOrDefault("scope", "").split(" "));
        boolean isRight = client != null
                && client.callback().equals(query.get("redirect_uri"))
                && "code".equals(query.get("response_type"))
                && "S256".equals(query.get("code_challenge_method"))
                && query.getOrDefault("code_challenge", "").length() == 43
                && !query.getOrDefault("state", "").isEmpty()
                && scopes.containsAll(List.of("tweet.read", "tweet.write", "users.read", "offline.access"));
        if (!isRight) throw new AssertionError("Something went wrong: You weren't able to give access. " + query);
        return client;
    }

    private static URI back(String callback, String query) {
        return URI.create(callback + (callback.contains("?") ? "&" : "?") + query);
    }

    static Map<String, String> query(URI address) {
        return pairs(address.getRawQuery());
    }

    private static Map<String, String> form(XRequest request) {
        return pairs(request.text());
    }

    private static Map<String, String> pairs(String form) {
        return XRequest.formParameters(form).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one));
    }

    private static String challenge(String verifier) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String random() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
