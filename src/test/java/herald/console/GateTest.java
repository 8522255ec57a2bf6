package herald.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.incident.Incidents;
import herald.page.Pages;
import herald.staff.ApiKeys;
import herald.staff.FirstOwner;
import herald.testing.HeraldServer;
import io.micronaut.http.HttpMethod;
import io.micronaut.web.router.Router;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GateTest {

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase();

    @Test
    void noRouteOfTheConsoleIsOpenWithoutASession() {
        var routes = HERALD.bean(Router.class)
                .uriRoutes()
                .filter(route -> route.getUriMatchTemplate().toString().startsWith("/console"))
                .filter(route -> !List.of("/console/sign-in", "/console/setup", "/console/assets/{name}")
                        .contains(route.getUriMatchTemplate().toPathString()))
                .toList();
        assertTrue(routes.size() > 25, "the list of routes is read: " + routes.size());
        for (var route : routes) {
            var path = route.getUriMatchTemplate().toPathString().replaceAll("\\{[^}]*}", "x");
            var method = route.getHttpMethod();
            var answer = HERALD.send(HttpRequest.newBuilder(HERALD.uri(path))
                    .timeout(Duration.ofSeconds(10))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .method(method.name(), BodyPublishers.noBody())
                    .build());
            if (method == HttpMethod.GET) {
                assertEquals(303, answer.statusCode(), method + " " + path);
                assertTrue(answer.headers().firstValue("Location").orElse("").startsWith("/console/sign-in?next="));
            } else if (method == HttpMethod.HEAD) {
                assertEquals(303, answer.statusCode(), method + " " + path);
            } else {
                assertEquals(401, answer.statusCode(), method + " " + path);
            }
        }
    }

    @Test
    void oddSpellingsOfAPathOpenNothing() {
        for (var path : List.of(
                "/console/",
                "/console//keys",
                "/console/./keys",
                "/%63onsole/keys",
                "/console/keys/",
                "/CONSOLE/keys")) {
            var answer = HERALD.get(path);
            assertTrue(List.of(303, 401, 404).contains(answer.statusCode()), path + " " + answer.statusCode());
            assertFalse(answer.body().contains("HERALD_SETUP_API_KEY"), path);
        }
    }

    @Test
    void aFormWithoutItsSessionsTokenIsRefused() {
        var staff = Browsing.signedIn(HERALD);
        var other = Browsing.signedIn(HERALD);
        var name = Map.of("name", "Made by a stranger");
        assertEquals(403, staff.post("/console/keys", name).statusCode());
        var withOthers = new LinkedHashMap<>(name);
        withOthers.put("_csrf", other.csrf());
        assertEquals(403, staff.post("/console/keys", withOthers).statusCode());
        assertTrue(HERALD.bean(ApiKeys.class).all().stream()
                .noneMatch(key -> key.name().equals("Made by a stranger")));
    }

    @Test
    void aFormFromAnotherSiteIsRefusedEvenWithTheRightToken() {
        var staff = Browsing.signedIn(HERALD);
        var fields = Map.of("name", "Sent from elsewhere", "_csrf", staff.csrf());
        assertEquals(
                403,
                staff.post("/console/keys", fields, "Sec-Fetch-Site", "cross-site")
                        .statusCode());
        assertEquals(
                403,
                staff.post("/console/keys", fields, "Sec-Fetch-Site", "same-site")
                        .statusCode());
        assertEquals(
                403,
                staff.post("/console/keys", fields, "Origin", "https://evil.example")
                        .statusCode());
        assertEquals(403, staff.post("/console/keys", fields, "Origin", "null").statusCode());
        assertEquals(
                403,
                new Browsing(HERALD)
                        .post(
                                "/console/sign-in",
                                Map.of("email", HeraldServer.EMAIL, "password", HeraldServer.PASSWORD),
                                "Sec-Fetch-Site",
                                "cross-site")
                        .statusCode());
        assertTrue(HERALD.bean(ApiKeys.class).all().stream()
                .noneMatch(key -> key.name().equals("Sent from elsewhere")));
    }

    @Test
    void lookingChangesNothing() {
        var staff = Browsing.signedIn(HERALD);
        var page = HERALD.bean(Pages.class).all().getFirst();
        var code = ConsoleForms.open(staff, "Only looked at", "Text.");
        var before = HERALD.bean(Pages.class).byCode(page.code()).version();
        for (var path : List.of(
                "/console/incidents/" + code + "/updates",
                "/console/keys?name=made",
                "/console/sign-out",
                "/console/components?name=made",
                "/console/incidents?title.en=x&body.en=y&stage=investigating")) {
            staff.get(path);
        }
        assertEquals(before, HERALD.bean(Pages.class).byCode(page.code()).version());
        assertEquals(1, HERALD.bean(Incidents.class).story(page, code).updates().size());
        assertEquals(200, staff.get("/console").statusCode());
    }

    @Test
    void signingOutEndsTheSessionOnTheServer() {
        var staff = Browsing.signedIn(HERALD);
        var kept = Map.copyOf(staff.cookies());
        assertEquals(303, staff.submit("/console/sign-out", Map.of()).statusCode());
        staff.cookies().putAll(kept);
        var answer = staff.get("/console");
        assertEquals(303, answer.statusCode());
        assertEquals("/console/sign-in", Browsing.path(answer));
    }

    @Test
    void everySignInHasANewToken() {
        var staff = Browsing.signedIn(HERALD);
        var first = staff.cookies().get("herald");
        staff.post("/console/sign-in", Map.of("email", HeraldServer.EMAIL, "password", HeraldServer.PASSWORD));
        assertFalse(first.equals(staff.cookies().get("herald")));
        staff.cookies().put("herald", first);
        assertEquals(303, staff.get("/console").statusCode());
    }

    @Test
    void signingInLeadsOnlyIntoTheConsole() {
        for (var next : List.of("https://evil.example", "//evil.example", "/console//evil.example", "/\\evil", "/v1")) {
            var browser = new Browsing(HERALD);
            var answer = browser.post(
                    "/console/sign-in",
                    Map.of("email", HeraldServer.EMAIL, "password", HeraldServer.PASSWORD, "next", next));
            assertEquals("/console", answer.headers().firstValue("Location").orElse(""), next);
        }
    }

    @Test
    void aWrongPasswordIsAnsweredLikeAnUnknownAddressAndManyMustWait() {
        var browser = new Browsing(HERALD);
        var wrong = browser.post("/console/sign-in", Map.of("email", "who@example.com", "password", "wrong"));
        assertEquals(401, wrong.statusCode());
        var known = browser.post("/console/sign-in", Map.of("email", HeraldServer.EMAIL, "password", "wrong"));
        assertEquals(wrong.body().replace("who@example.com", ""), known.body().replace(HeraldServer.EMAIL, ""));
        for (int i = 0; i < 9; i++) {
            browser.post("/console/sign-in", Map.of("email", "who@example.com", "password", "wrong"));
        }
        var waiting = browser.post("/console/sign-in", Map.of("email", "who@example.com", "password", "wrong"));
        assertEquals(429, waiting.statusCode());
        assertTrue(waiting.body().matches("(?s).*Please wait 1[45] min.*"), waiting.body());
        HERALD.clock().advance(Duration.ofMinutes(16));
    }

    @Test
    void overPlainHttpFromElsewhereItSaysHowToGetTls() throws Exception {
        var answer = raw("GET /console/sign-in HTTP/1.1\r\nHost: status.example.com\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
        assertTrue(answer.contains("HERALD_BASE_URL") && !answer.contains("type=\"password\""));
        var behindProxy = raw("GET /console/sign-in HTTP/1.1\r\nHost: status.example.com\r\n"
                + "X-Forwarded-Proto: https\r\nConnection: close\r\n\r\n");
        assertTrue(behindProxy.startsWith("HTTP/1.1 200"), behindProxy);
    }

    @Test
    void overHttpsTheCookieIsBoundToTheHost() throws Exception {
        var body = "email=owner%40example.com&password=" + HeraldServer.PASSWORD.replace(" ", "+");
        var answer = raw("POST /console/sign-in HTTP/1.1\r\nHost: status.example.com\r\nX-Forwarded-Proto: https\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body);
        assertTrue(answer.startsWith("HTTP/1.1 303"), answer);
        var cookie = answer.lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("set-cookie: __host-herald="))
                .findFirst()
                .orElseThrow();
        for (var part : List.of("Path=/", "Secure", "HTTPOnly", "SameSite=Strict")) {
            assertTrue(cookie.contains(part), cookie);
        }
        assertFalse(cookie.contains("Domain"));
    }

    @Test
    void theSetUpLinkMakesOneOwnerAndThenOpensNothing() {
        try (var fresh = HeraldServer.onFreshDatabase()
                .with("herald.setup.email", "")
                .with("herald.setup.password", "")
                .start()) {
            var browser = new Browsing(fresh);
            assertTrue(browser.get("/console/sign-in").body().contains("Herald’s log"));
            assertEquals(404, browser.get("/console/setup?code=guess").statusCode());
            var code = fresh.bean(FirstOwner.class).newCode();
            assertEquals(200, browser.get("/console/setup?code=" + code).statusCode());
            var fields = new LinkedHashMap<String, String>();
            fields.put("code", code);
            fields.put("email", "me@example.com");
            fields.put("name", "Me");
            fields.put("password", "short");
            assertEquals(422, browser.post("/console/setup", fields).statusCode());
            fields.put("password", "long enough now");
            assertEquals(303, browser.post("/console/setup", fields).statusCode());
            assertEquals(200, browser.get("/console").statusCode());
            assertEquals(404, new Browsing(fresh).post("/console/setup", fields).statusCode());
            assertEquals(
                    404, new Browsing(fresh).get("/console/setup?code=" + code).statusCode());
        }
    }

    @Test
    void behindAProxyThatSaysNothingThePublicNameCountsAndAWayAroundItDoesNot() throws Exception {
        try (var proxied = HeraldServer.onFreshDatabase()
                .with("herald.base-url", "https://status.example.com")
                .start()) {
            var through = "GET /console/sign-in HTTP/1.1\r\nHost: status.example.com\r\nConnection: close\r\n\r\n";
            assertTrue(raw(proxied, through).startsWith("HTTP/1.1 200"));
            var around = through.replace("example.com", "example.com:8080");
            assertTrue(raw(proxied, around).startsWith("HTTP/1.1 403"));
        }
    }

    private static String raw(String request) throws Exception {
        return raw(HERALD, request);
    }

    private static String raw(HeraldServer herald, String request) throws Exception {
        var uri = herald.uri("/");
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
