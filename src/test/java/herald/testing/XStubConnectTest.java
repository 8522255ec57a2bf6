package herald.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the stand-in lets apps in by OAuth 2, and takes pictures. */
class XStubConnectTest {

    private static final String BACK = "https://status.example.com/back";
    // RFC 7636, appendix B.
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final SettableClock clock = new SettableClock();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    private XStub x;
    private XClient client;

    @BeforeEach
    void start() {
        clock.stopAt(Instant.now());
        x = XStub.start(clock);
        client = x.addClient(true, BACK);
    }

    @AfterEach
    void stop() {
        x.close();
    }

    @Test
    void aCodeIsGoodForOneUseWithItsOwnVerifier() throws Exception {
        assertEquals(400, exchanged(code(), "another verifier").statusCode());
        var code = code();
        assertEquals(200, exchanged(code, VERIFIER).statusCode());
        assertEquals(400, exchanged(code, VERIFIER).statusCode());
    }

    @Test
    void aPersonIsShownAnErrorWhereTheAppAsksWrongly() {
        for (var wrong : new String[] {"S256", "offline.access", "redirect_uri"}) {
            var address = URI.create(authorize().toString().replace(wrong, "x"));
            assertThrows(AssertionError.class, () -> x.agree(address, x.account()), wrong);
        }
    }

    @Test
    void aRefreshTokenIsGoodForOneUse() throws Exception {
        var token = x.refreshToken(client, x.account());
        assertEquals(200, refreshed(token).statusCode());
        var again = refreshed(token);
        assertEquals(400, again.statusCode());
        assertTrue(again.body().contains("Value passed for the token was invalid."), again.body());
    }

    @Test
    void aRefreshTokenIsUsedUpEvenWhenItsAnswerIsLost() throws Exception {
        var token = x.refreshToken(client, x.account());
        x.planTokens(XFault.ACCEPT_503);
        assertEquals(503, refreshed(token).statusCode());
        assertEquals(400, refreshed(token).statusCode());
    }

    @Test
    void aClientWithoutItsSecretIsNotLetIn() throws Exception {
        var form = "grant_type=refresh_token&refresh_token=x&client_id=" + client.id();
        assertEquals(401, token(form, "Basic " + basic(client.id() + ":wrong")).statusCode());
        assertEquals(401, token(form, "none").statusCode());
    }

    @Test
    void aTokenLastsTwoHours() throws Exception {
        var answer = (Map<?, ?>)
                XJson.read(refreshed(x.refreshToken(client, x.account())).body().getBytes(StandardCharsets.UTF_8));
        assertEquals(200, me("" + answer.get("access_token")));
        clock.advance(Duration.ofHours(2));
        assertEquals(401, me("" + answer.get("access_token")));
        assertEquals(401, me("made up"));
    }

    @Test
    void aPictureNeedsItsCategoryAndItsBytes() throws Exception {
        var png = "\r\n--b\r\nContent-Disposition: form-data; name=\"media\"\r\n\r\n\u0089PNG\r\n\u001a\npixels";
        var category = "--b\r\nContent-Disposition: form-data; name=\"media_category\"\r\n\r\ntweet_image";
        assertEquals(400, upload(category + "\r\n--b--\r\n"));
        assertEquals(400, upload(png.substring(2) + "\r\n--b--\r\n"));
        assertEquals(200, upload(category + png + "\r\n--b--\r\n"));
        assertEquals(1, x.media().size());
        assertEquals(
                "\u0089PNG\r\n\u001a\npixels", new String(x.media().getFirst().bytes(), StandardCharsets.ISO_8859_1));
    }

    @Test
    void aPictureStandsInOnePostOfItsOwnAccount() throws Exception {
        upload("--b\r\n"
                + "Content-Disposition: form-data; name=\"media_category\"\r\n\r\n"
                + "tweet_image\r\n"
                + "--b\r\n"
                + "Content-Disposition: form-data; name=\"media\"\r\n\r\n"
                + "\u0089PNG\r\n"
                + "\u001a\n\r\n"
                + "--b--\r\n");
        var body = "{\"text\":\"%s\",\"media\":{\"media_ids\":[\""
                + x.media().getFirst().id() + "\"]}}";
        var signer = new XSigner(x.baseUrl(), x.account());
        assertEquals(
                400,
                signer.create(body.formatted("a").replace("[\"1", "[\"2").getBytes(StandardCharsets.UTF_8))
                        .statusCode());
        assertEquals(
                201,
                signer.create(body.formatted("b").getBytes(StandardCharsets.UTF_8))
                        .statusCode());
        assertEquals(
                400,
                signer.create(body.formatted("c").getBytes(StandardCharsets.UTF_8))
                        .statusCode());
        assertEquals(1, x.mediaOf(x.posts().getFirst()).size());
    }

    private int upload(String body) throws Exception {
        var uri = URI.create(x.baseUrl() + "/2/media/upload");
        var request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", new XSigner(x.baseUrl(), x.account()).authorization("POST", uri))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.ISO_8859_1)))
                .build();
        return http.send(request, BodyHandlers.ofString()).statusCode();
    }

    private int me(String bearer) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(x.baseUrl() + "/2/users/me"))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + bearer)
                .build();
        return http.send(request, BodyHandlers.ofString()).statusCode();
    }

    private URI authorize() {
        return URI.create(x.baseUrl() + "/i/oauth2/authorize?response_type=code&client_id=" + client.id()
                + "&redirect_uri=" + BACK + "&scope=tweet.read%20tweet.write%20users.read%20offline.access&state=s"
                + "&code_challenge=" + CHALLENGE + "&code_challenge_method=S256");
    }

    private String code() {
        return XStub.parameters(x.agree(authorize(), x.account())).get("code");
    }

    private HttpResponse<String> exchanged(String code, String verifier) throws Exception {
        return token(
                "grant_type=authorization_code&code=" + code + "&redirect_uri=" + BACK + "&code_verifier="
                        + verifier.replace(" ", "%20"),
                "Basic " + basic(client.id() + ":" + client.secret().orElseThrow()));
    }

    private HttpResponse<String> refreshed(String token) throws Exception {
        return token(
                "grant_type=refresh_token&refresh_token=" + token,
                "Basic " + basic(client.id() + ":" + client.secret().orElseThrow()));
    }

    private HttpResponse<String> token(String form, String authorization) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(x.baseUrl() + "/2/oauth2/token"))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", authorization)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static String basic(String pair) {
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
