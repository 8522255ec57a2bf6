package herald.site;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.testing.Eventually;
import herald.testing.HeraldServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What goes over one connection, byte by byte; tests named after spec/FAULTS.md where one of its rows is meant. */
class ConnectionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int MANY = 1_500;

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase().with("herald.site.patience", "3s");

    @BeforeAll
    static void awaitThePage() {
        Eventually.holds(() -> HERALD.get("/api/v2/status.json").statusCode() == 200);
    }

    @Test
    void answersComeInTheOrderOfTheRequestsWhoeverGivesThem() throws Exception {
        try (var client = new RawClient(HERALD)) {
            var order = List.of(
                    "/",
                    "/health/liveness",
                    "/api/v2/status.json",
                    "/history",
                    "/health/liveness",
                    "/nowhere",
                    "/v1/pages",
                    "/");
            for (int round = 0; round < 20; round++) {
                for (var path : order) {
                    client.get(path, "Accept-Encoding: identity");
                }
            }
            for (int round = 0; round < 20; round++) {
                for (var path : order) {
                    var answer = client.response();
                    switch (path) {
                        case "/health/liveness" -> assertTrue(answer.text().contains("UP"), answer.text());
                        case "/api/v2/status.json" -> assertTrue(answer.text().contains("indicator"), answer.text());
                        case "/nowhere" -> assertEquals(404, answer.status());
                        case "/v1/pages" -> assertEquals(401, answer.status());
                        default -> assertTrue(answer.text().startsWith("<!doctype html>"), answer.text());
                    }
                }
            }
        }
    }

    @Test
    void aHeadBetweenOthersTakesNoBodyFromThem() throws Exception {
        try (var client = new RawClient(HERALD)) {
            client.ask("HEAD", "/")
                    .get("/")
                    .get("/health/liveness")
                    .ask("HEAD", "/nowhere")
                    .get("/");
            var head = client.response(false);
            var page = client.response();
            assertEquals(head.header("content-length"), Integer.toString(page.body().length));
            assertEquals(head.header("etag"), page.header("etag"));
            assertTrue(client.response().text().contains("UP"));
            assertEquals(404, client.response(false).status());
            assertArrayEquals(page.body(), client.response().body());
            var micronauts = client.ask("HEAD", "/console/sign-in").get("/").response(false);
            assertEquals(200, micronauts.status(), micronauts.headers().toString());
            if (!micronauts.header("connection").equals("close")) {
                assertArrayEquals(page.body(), client.response().body());
            }
        }
    }

    @Test
    void whoAsksBeforeSendingABodyIsToldThatTheConnectionEnds() throws Exception {
        try (var client = new RawClient(HERALD)) {
            client.ask(
                    "POST",
                    "/v1/pages/x/incidents",
                    "Content-Length: 2",
                    "Expect: 100-continue",
                    "Authorization: OAuth x");
            client.write("{}");
            var answer = client.response();
            if (answer.status() == 100) {
                answer = client.response();
            }
            assertEquals(401, answer.status());
            assertEquals("close", answer.header("connection").toLowerCase(java.util.Locale.ROOT));
        }
    }

    @Test
    void onlyTheEmbedMayStandInOtherPeoplesPages() throws Exception {
        try (var client = new RawClient(HERALD)) {
            var frame = client.get("/embed/frame?mobile=true").response();
            assertEquals(200, frame.status());
            assertTrue(frame.header("content-security-policy").contains("frame-ancestors *"));
            assertEquals("", frame.header("x-frame-options"));
            assertTrue(
                    client.get("/").response().header("content-security-policy").contains("frame-ancestors 'none'"));
        }
    }

    @Test
    void statuspagesPageNumbersLeadToOurAddresses() throws Exception {
        try (var client = new RawClient(HERALD)) {
            assertArrayEquals(
                    client.get("/history.json").response().body(),
                    client.get("/history.json?page=1&utm=x").response().body());
            assertArrayEquals(
                    client.get("/history/2.json").response().body(),
                    client.get("/history.json?page=2").response().body());
            assertEquals(404, client.get("/history?page=77").response().status());
            assertEquals("*", client.get("/history.json").response().header("access-control-allow-origin"));
        }
    }

    @Test
    void whatThisNodeDoesNotHaveYetIsKeptByNobody() throws Exception {
        try (var client = new RawClient(HERALD)) {
            assertEquals("no-store", client.get("/?at=999999999.0").response().header("cache-control"));
            var missing = client.get("/incidents/new?at=999999999.0").response();
            assertEquals(404, missing.status());
            assertEquals("no-store", missing.header("cache-control"));
            assertTrue(client.get("/?at=0.0").response().header("cache-control").startsWith("public"));
        }
    }

    @Test
    void whoHasThePageGetsTheHeadersThatKeepItFresh() throws Exception {
        try (var client = new RawClient(HERALD)) {
            var tag = client.get("/").response().header("etag");
            var again = client.get("/", "If-None-Match: " + tag).response();
            assertEquals(304, again.status());
            for (var header : List.of("date", "cache-control", "etag", "vary", "content-security-policy")) {
                assertFalse(again.header(header).isEmpty(), header);
            }
            assertEquals("", again.header("content-length"));
            assertEquals("Accept-Encoding", again.header("vary"));
            assertEquals(200, client.get("/").response().status());
        }
    }

    @Test
    void theConnectionEndsWhenTheClientSaysSoAndOldClientsMustAskForItToStay() throws Exception {
        try (var client = new RawClient(HERALD)) {
            var answer = client.get("/", "Connection: close").get("/").response();
            assertEquals("close", answer.header("connection"));
            assertTrue(client.isEnded());
        }
        try (var client = new RawClient(HERALD)) {
            assertEquals(
                    "close", client.write("GET / HTTP/1.0\r\n\r\n").response().header("connection"));
            assertTrue(client.isEnded());
        }
        try (var client = new RawClient(HERALD)) {
            var request = "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
            assertEquals(
                    "keep-alive", client.write(request + request).response().header("connection"));
            assertEquals(200, client.response().status());
        }
    }

    @Test
    void aBodyWhereNoneIsWantedIsReadOverAndALongOneEndsTheConnection() throws Exception {
        try (var client = new RawClient(HERALD)) {
            client.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\nGET / HTTP/")
                    .get("/api/v2/status.json");
            assertEquals(405, client.response().status());
            assertTrue(client.response().text().contains("indicator"));
            client.write("POST /api/v2/status.json HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n");
            assertEquals(405, client.response().status());
            assertTrue(endsWhileWriting(client, "x".repeat(100_000), 30));
        }
    }

    @Test
    void c09LongAddressesAndHeadersAreRefused() throws Exception {
        try (var client = new RawClient(HERALD)) {
            assertEquals(414, client.get("/" + "a".repeat(10_000)).response().status());
            assertTrue(client.isEnded());
        }
        try (var client = new RawClient(HERALD)) {
            assertEquals(
                    431,
                    client.get("/", "Cookie: " + "a".repeat(20_000)).response().status());
            assertTrue(client.isEnded());
        }
        try (var client = new RawClient(HERALD)) {
            var many = new ArrayList<String>();
            for (int i = 0; i < 2_000; i++) {
                many.add("X-" + i + ": " + i);
            }
            assertEquals(
                    431, client.get("/", many.toArray(String[]::new)).response().status());
        }
        try (var client = new RawClient(HERALD)) {
            assertEquals(200, client.get("/?" + "a&".repeat(3_500)).response().status());
        }
    }

    @Test
    void c10WhatCanBeReadInTwoWaysIsRefusedAndNothingAfterItIsRead() throws Exception {
        for (var request : List.of(
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +5\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, identity\r\n\r\n",
                "POST / HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
                "GET / HTTP/1.1\nHost: x\n\n",
                "GET / HTTP/1.1\r\nHost: x\nX: y\r\n\r\n",
                "GET / HTTP/1.1\r\nHost : x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET nowhere HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /  HTTP/1.1 \r\nHost: x\r\n\r\n",
                "hello\r\n\r\n")) {
            try (var client = new RawClient(HERALD)) {
                var answer = client.write(request).response();
                assertEquals(400, answer.status(), request);
                if (answer.header("connection").equals("close")) {
                    client.get("/");
                    assertTrue(client.isEnded(), request);
                }
            }
        }
        try (var client = new RawClient(HERALD)) {
            assertEquals(
                    505,
                    client.write("GET / HTTP/9.9\r\nHost: x\r\n\r\n").response().status());
            assertTrue(client.isEnded());
        }
    }

    @Test
    void c10ARefusedRequestIsAnsweredAfterThoseBeforeIt() throws Exception {
        try (var client = new RawClient(HERALD)) {
            client.get("/health/liveness").write("GET / HTTP/1.1\nHost: x\n\n");
            assertTrue(client.response().text().contains("UP"));
            assertEquals(400, client.response().status());
            assertTrue(client.isEnded());
        }
    }

    @Test
    void c08WhoSendsOrReadsTooSlowlyIsCutOffAndNobodyElse() throws Exception {
        try (var idle = new RawClient(HERALD);
                var afterOne = new RawClient(HERALD);
                var slowHeaders = new RawClient(HERALD);
                var slowBody = new RawClient(HERALD);
                var slowUnwantedBody = new RawClient(HERALD);
                var slowReader = new RawClient(HERALD, 2048);
                var busy = new RawClient(HERALD)) {
            assertEquals(200, afterOne.get("/").response().status());
            slowHeaders.write("GET / HTTP/1.1\r\nHost: x\r\n");
            slowBody.write("POST /v1/pages HTTP/1.1\r\n"
                    + "Host: x\r\n"
                    + "Content-Type: application/json\r\n"
                    + "Content-Length: 999\r\n\r\n");
            slowUnwantedBody.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 999\r\n\r\n");
            for (int i = 0; i < MANY; i++) {
                slowReader.get("/");
            }
            long start = System.nanoTime();
            var slow = List.of(slowHeaders, slowBody, slowUnwantedBody);
            while (System.nanoTime() - start < PATIENCE.multipliedBy(2).toNanos()) {
                for (var client : slow) {
                    try {
                        client.write("a");
                    } catch (IOException gone) {
                        continue;
                    }
                }
                assertEquals(200, busy.get("/").response().status());
                Thread.sleep(200);
            }
            assertTrue(idle.isEnded());
            assertTrue(afterOne.isEnded());
            assertTrue(slowHeaders.isEnded());
            assertTrue(endsWhileWriting(slowBody, "a", 3));
            assertTrue(endsWhileWriting(slowUnwantedBody, "a", 3));
            assertTrue(answersUntilTheEnd(slowReader) < MANY);
        }
    }

    /** What a server does not read stays with the client: so little of it is taken as fits the two kernels' buffers. */
    @Test
    void whoDoesNotReadIsNotReadEither() throws Exception {
        var requests = "GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(1_000).getBytes(StandardCharsets.US_ASCII);
        try (var channel = SocketChannel.open(
                new InetSocketAddress("127.0.0.1", HERALD.uri("/").getPort()))) {
            channel.configureBlocking(false);
            long written = 0;
            long movedAt = System.nanoTime();
            while (written < 64_000_000
                    && System.nanoTime() - movedAt < Duration.ofSeconds(1).toNanos()) {
                int taken = channel.write(ByteBuffer.wrap(requests));
                if (taken > 0) {
                    written += taken;
                    movedAt = System.nanoTime();
                }
            }
            assertTrue(written < 20_000_000, written + " bytes of requests were taken");
        }
        try (var client = new RawClient(HERALD)) {
            assertEquals(200, client.get("/").response().status());
        }
    }

    @Test
    void c21NothingOfTheRequestGetsIntoTheAnswer() throws Exception {
        try (var client = new RawClient(HERALD)) {
            var clean = client.get("/").response();
            for (var header : List.of(
                    "X-Forwarded-Host: evil.example",
                    "X-Forwarded-Proto: https",
                    "X-Forwarded-For: 1.2.3.4",
                    "Forwarded: host=evil.example",
                    "X-Original-URL: /console",
                    "X-Rewrite-URL: /console",
                    "Cookie: a=b",
                    "Origin: https://evil.example",
                    "Accept-Language: xx")) {
                assertSame(clean, client.get("/", header).response(), header);
            }
            var poisoned = client.write("GET /?x=evil.example HTTP/1.1\r\nHost: evil.example:99\r\n\r\n")
                    .response();
            assertSame(clean, poisoned, "Host");
            assertSame(
                    clean,
                    client.write("GET http://evil.example/ HTTP/1.1\r\nHost: x\r\n\r\n")
                            .response(),
                    "URL");
            for (var path : List.of(
                    "/incidents/1/x.css",
                    "/;.css",
                    "/index.css",
                    "/%00",
                    "/..;/console",
                    "//console",
                    "/console.css",
                    "/%2e%2e/v1")) {
                var answer = client.get(path).response();
                assertEquals(404, answer.status(), path);
                assertFalse(answer.text().contains("evil"), path);
            }
        }
    }

    @Test
    void preflightsAreAnsweredAndNobodySubscribesByAccident() throws Exception {
        try (var client = new RawClient(HERALD)) {
            var subscribers = client.ask("OPTIONS", "/api/v2/subscribers.json", "Origin: https://a.example")
                    .response();
            assertEquals(204, subscribers.status());
            assertEquals("GET, POST, DELETE, OPTIONS", subscribers.header("access-control-allow-methods"));
            assertEquals("Content-Type, Authorization", subscribers.header("access-control-allow-headers"));
            assertEquals("*", subscribers.header("access-control-allow-origin"));
            assertEquals(
                    "GET, HEAD, OPTIONS",
                    client.ask("OPTIONS", "/api/v2/summary.json").response().header("access-control-allow-methods"));
            assertEquals("", client.ask("OPTIONS", "/").response().header("access-control-allow-origin"));
            for (var method : List.of("GET", "POST", "DELETE")) {
                var answer = client.ask(
                                method, "/api/v2/subscribers.json?subscriber[email]=a@example.com", "Content-Length: 0")
                        .response();
                assertEquals(405, answer.status());
                assertTrue(answer.text().contains("/history.atom"));
                assertEquals("*", answer.header("access-control-allow-origin"));
            }
        }
    }

    @Test
    void theAddressOfANewerSnapshotIsNotKeptByCaches() throws Exception {
        try (var client = new RawClient(HERALD)) {
            var usual = client.get("/").response().header("cache-control");
            var ahead = client.get("/?at=999999.1").response();
            assertEquals("no-store", ahead.header("cache-control"));
            assertTrue(ahead.text().startsWith("<!doctype html>"));
            for (var query : List.of(
                    "at=0.1", "at=nonsense", "at=", "at=1.99999999999999999999999", "utm_source=x", "attr=999999.1")) {
                assertEquals(usual, client.get("/?" + query).response().header("cache-control"), query);
            }
        }
    }

    private static void assertSame(RawClient.Response clean, RawClient.Response other, String what) {
        assertEquals(clean.status(), other.status(), what);
        assertArrayEquals(clean.body(), other.body(), what);
        var headers = new java.util.HashMap<>(other.headers());
        headers.put("date", clean.header("date"));
        assertEquals(clean.headers(), headers, what);
    }

    private static int answersUntilTheEnd(RawClient client) {
        int answers = 0;
        try {
            while (answers < MANY) {
                client.response();
                answers++;
            }
        } catch (IOException end) {
            return answers;
        }
        return answers;
    }

    private static boolean endsWhileWriting(RawClient client, String text, int times) throws Exception {
        try {
            for (int i = 0; i < times; i++) {
                client.write(text);
                Thread.sleep(100);
            }
            return client.isEnded();
        } catch (IOException gone) {
            return true;
        }
    }
}
