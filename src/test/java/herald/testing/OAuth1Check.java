package herald.testing;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The far side's half of OAuth 1.0a with HMAC-SHA1 (RFC 5849 §3.2), written from the RFC. */
final class OAuth1Check {
    private static final Duration SKEW = Duration.ofSeconds(300);

    private final Function<String, Optional<XAccount>> accountOfToken;
    private final Clock clock;
    private final Set<String> usedNonces = new HashSet<>();

    OAuth1Check(Function<String, Optional<XAccount>> accountOfToken, Clock clock) {
        this.accountOfToken = accountOfToken;
        this.clock = clock;
    }

    /** The account that signed {@code request}; throws {@link Unsigned}, saying why, where none did. */
    synchronized XAccount signer(XRequest request) throws Unsigned {
        var oauth = oauthParameters(request);
        var account = accountOfToken
                .apply(oauth.getOrDefault("oauth_token", ""))
                .orElseThrow(() -> new Unsigned("unknown oauth_token"));
        check(request, account.consumerKey(), account.consumerSecret(), account.tokenSecret());
        return account;
    }

    /** That an app signed {@code request} with these secrets; throws {@link Unsigned}, saying why, where it did not. */
    synchronized void check(XRequest request, String consumerKey, String consumerSecret, String tokenSecret)
            throws Unsigned {
        var oauth = oauthParameters(request);
        require(consumerKey.equals(oauth.get("oauth_consumer_key")), "oauth_consumer_key is not the token's app");
        require("HMAC-SHA1".equals(oauth.get("oauth_signature_method")), "oauth_signature_method is not HMAC-SHA1");
        require("1.0".equals(oauth.getOrDefault("oauth_version", "1.0")), "oauth_version is not 1.0");
        require(isNow(oauth.getOrDefault("oauth_timestamp", "")), "oauth_timestamp is more than 300 s away");
        var nonce = oauth.getOrDefault("oauth_nonce", "");
        require(!nonce.isEmpty(), "no oauth_nonce");
        var expected = signature(
                baseString(request.method(), uri(request), signed(request, oauth)), consumerSecret, tokenSecret);
        require(same(expected, oauth.getOrDefault("oauth_signature", "")), "oauth_signature does not match");
        // Remembered last, so that a forged request cannot burn the nonce of an honest one.
        var once = oauth.get("oauth_token") + ' ' + oauth.get("oauth_timestamp") + ' ' + nonce;
        require(usedNonces.add(once), "oauth_nonce was used before");
    }

    /** The {@code oauth_…} parameters of a request, decoded; none where it is not signed. */
    static Map<String, String> parameters(XRequest request) {
        try {
            return oauthParameters(request);
        } catch (Unsigned _) {
            return Map.of();
        }
    }

    /** RFC 5849 §3.4.1.1; {@code parameters} decoded, {@code oauth_signature} and {@code realm} not among them. */
    static String baseString(String method, URI uri, List<Map.Entry<String, String>> parameters) {
        var normalised = parameters.stream()
                .map(it -> Map.entry(encoded(it.getKey()), encoded(it.getValue())))
                .sorted(Map.Entry.<String, String>comparingByKey().thenComparing(Map.Entry.comparingByValue()))
                .map(it -> it.getKey() + "=" + it.getValue())
                .collect(Collectors.joining("&"));
        return method.toUpperCase(Locale.ROOT) + "&" + encoded(baseUri(uri)) + "&" + encoded(normalised);
    }

    /** RFC 5849 §3.4.2. */
    static String signature(String baseString, String consumerSecret, String tokenSecret) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            var key = encoded(consumerSecret) + "&" + encoded(tokenSecret);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.US_ASCII), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(baseString.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** RFC 5849 §3.6: every byte but the unreserved ones, in capitals. */
    static String encoded(String text) {
        var encoded = new StringBuilder();
        for (var octet : text.getBytes(StandardCharsets.UTF_8)) {
            var character = (char) (octet & 0xFF);
            var isUnreserved =
                    character < 128 && (Character.isLetterOrDigit(character) || "-._~".indexOf(character) >= 0);
            if (isUnreserved) encoded.append(character);
            else encoded.append('%').append(String.format("%02X", (int) character));
        }
        return encoded.toString();
    }

    private static String baseUri(URI uri) {
        var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        var isDefaultPort = uri.getPort() < 0 || uri.getPort() == (scheme.equals("https") ? 443 : 80);
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + (isDefaultPort ? "" : ":" + uri.getPort())
                + path;
    }

    private static Map<String, String> oauthParameters(XRequest request) throws Unsigned {
        var header = request.header("authorization").orElseThrow(() -> new Unsigned("no Authorization"));
        require(header.regionMatches(true, 0, "OAuth ", 0, 6), "Authorization is not OAuth");
        var oauth = new LinkedHashMap<String, String>();
        for (var part : header.substring(6).split(",")) {
            var pair = part.strip().split("=", 2);
            require(
                    pair.length == 2 && pair[1].length() >= 2 && pair[1].startsWith("\"") && pair[1].endsWith("\""),
                    "Authorization is malformed");
            var value = percentDecoded(pair[1].substring(1, pair[1].length() - 1));
            require(oauth.put(percentDecoded(pair[0]), value) == null, "a parameter of Authorization comes twice");
        }
        return oauth;
    }

    private static String percentDecoded(String text) throws Unsigned {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Unsigned("Authorization is not percent-encoded");
        }
    }

    private static List<Map.Entry<String, String>> signed(XRequest request, Map<String, String> oauth) {
        var parameters = new ArrayList<>(request.parameters());
        oauth.forEach((name, value) -> {
            if (!name.equals("realm") && !name.equals("oauth_signature")) parameters.add(Map.entry(name, value));
        });
        // A JSON or multipart body is not part of the signature, a form is.
        if (request.header("content-type").orElse("").startsWith("application/x-www-form-urlencoded")) {
            parameters.addAll(XRequest.formParameters(request.text()));
        }
        return parameters;
    }

    private static URI uri(XRequest request) throws Unsigned {
        try {
            return URI.create(
                    "http://" + request.header("host").orElseThrow(() -> new Unsigned("no Host")) + request.path());
        } catch (IllegalArgumentException e) {
            throw new Unsigned("no valid address");
        }
    }

    private boolean isNow(String timestamp) {
        return timestamp.matches("\\d{1,12}")
                && Math.abs(Long.parseLong(timestamp) - clock.instant().getEpochSecond()) <= SKEW.toSeconds();
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static void require(boolean holds, String why) throws Unsigned {
        if (!holds) throw new Unsigned(why);
    }

    /** The request carries no signature that counts; the message says what is wrong with it, without any secret. */
    static final class Unsigned extends Exception {
        Unsigned(String why) {
            super(why);
        }
    }
}
