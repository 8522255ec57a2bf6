package herald.testing;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A client for {@link XStubTest}; it signs on its own, so that a mistake in {@link OAuth1Check} does not agree with itself. */
final class XSigner {
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    private final String baseUrl;
    private final XAccount account;
    private Instant timestamp;
    private String nonce;

    XSigner(String baseUrl, XAccount account) {
        this.baseUrl = baseUrl;
        this.account = account;
    }

    /** Signs everything from now on as of {@code timestamp}. */
    XSigner at(Instant timestamp) {
        this.timestamp = timestamp;
        return this;
    }

    /** Signs everything from now on with the same nonce. */
    XSigner nonce(String nonce) {
        this.nonce = nonce;
        return this;
    }

    HttpResponse<String> post(String text) throws Exception {
        return create(XJson.bytes(Map.of("text", text)));
    }

    HttpResponse<String> reply(String parent, String text) throws Exception {
        return create(XJson.bytes(Map.of("text", text, "reply", Map.of("in_reply_to_tweet_id", parent))));
    }

    HttpResponse<String> create(byte[] body) throws Exception {
        return send("POST", "/2/tweets", body);
    }

    HttpResponse<String> get(String pathAndQuery) throws Exception {
        return send("GET", pathAndQuery, new byte[0]);
    }

    HttpResponse<String> send(String method, String pathAndQuery, byte[] body)
            throws IOException, InterruptedException {
        var uri = URI.create(baseUrl + pathAndQuery);
        var request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(10))
                .method(method, BodyPublishers.ofByteArray(body))
                .header("Authorization", authorization(method, uri))
                .header("Content-Type", "application/json")
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    String authorization(String method, URI uri) {
        var oauth = new TreeMap<String, String>(Map.of(
                "oauth_consumer_key",
                account.consumerKey(),
                "oauth_token",
                account.token(),
                "oauth_signature_method",
                "HMAC-SHA1",
                "oauth_timestamp",
                "" + (timestamp == null ? Instant.now() : timestamp).getEpochSecond(),
                "oauth_nonce",
                nonce == null ? UUID.randomUUID().toString() : nonce,
                "oauth_version",
                "1.0"));
        // No test sends a query parameter that must be escaped twice or comes twice: a sorted map of raw pairs is
        // enough.
        var signed = new TreeMap<>(oauth);
        if (uri.getRawQuery() != null) {
            for (var pair : uri.getQuery().split("&")) signed.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
        }
        var base = method + "&" + percent(uri.toString().split("\\?")[0]) + "&"
                + percent(signed.entrySet().stream()
                        .map(it -> percent(it.getKey()) + "=" + percent(it.getValue()))
                        .collect(Collectors.joining("&")));
        oauth.put(
                "oauth_signature",
                hmac(percent(account.consumerSecret()) + "&" + percent(account.tokenSecret()), base));
        return "OAuth "
                + oauth.entrySet().stream()
                        .map(it -> it.getKey() + "=\"" + percent(it.getValue()) + "\"")
                        .collect(Collectors.joining(", "));
    }

    private static String hmac(String key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String percent(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
