package herald.channel.x;

import static herald.channel.x.XFixtures.account;
import static herald.channel.x.XFixtures.channel;
import static herald.channel.x.XFixtures.hurried;
import static herald.channel.x.XFixtures.reply;
import static herald.channel.x.XFixtures.root;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.channel.Account;
import herald.channel.Message;
import herald.channel.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire, and what the wire can do to it. */
class XSendTest {

    @Test
    void aPostIsSignedAndItsReceiptKept() throws IOException {
        try (var x = FarSide.answering(201, "", "{\"data\":{\"id\":\"1900000000000000009\",\"text\":\"…\"}}")) {
            var outcome =
                    assertInstanceOf(Outcome.Delivered.class, channel().send(reply(Duration.ZERO), account(x.url())));
            assertEquals(Optional.of("1900000000000000009"), outcome.receipt().remoteId());
            assertEquals(
                    Optional.of(URI.create("https://x.com/i/status/1900000000000000009")),
                    outcome.receipt().permalink());
            var request = x.requests.getFirst();
            assertTrue(request.startsWith("POST /2/tweets HTTP/1.1"), request);
            assertTrue(request.contains("OAuth ") && request.contains("oauth_signature="), request);
            assertTrue(request.contains("\"in_reply_to_tweet_id\":\"1900000000000000001\""), request);
            assertTrue(request.contains("점검 & 복구 중"), request);
        }
    }

    @Test
    void aPostWhoseTimeHasRunOutMeanwhileNeverLeaves() throws IOException {
        try (var x = FarSide.answering(201, "", "{\"data\":{\"id\":\"1900000000000000009\",\"text\":\"…\"}}")) {
            var late = new Message("k1", "late", "ko", Optional.empty(), 1, XFixtures.NOW, () -> false);
            assertInstanceOf(Outcome.Deferred.class, channel().send(late, account(x.url())));
            assertTrue(x.requests.stream().noneMatch(request -> request.contains("late")));
        }
    }

    @Test
    void theAddressOfAPostNamesIt() {
        var channel = channel();
        assertEquals(Optional.of("123"), channel.remoteId(URI.create("https://x.com/talk/status/123/photo/1?s=20")));
        assertEquals(Optional.of("456"), channel.remoteId(URI.create("https://x.com/i/status/456")));
        assertEquals(Optional.empty(), channel.remoteId(URI.create("https://status.example.kr/history/2")));
        assertEquals(Optional.empty(), channel.remoteId(URI.create("https://x.com/talk")));
    }

    @Test
    void alikeAccountsOnTwoFarSidesDoNotMix() throws IOException {
        try (var one = FarSide.answering(500, "", "");
                var other = FarSide.answering(500, "", "")) {
            var channel = channel();
            unconfirmed(channel.send(root(), account(one.url())));
            unconfirmed(channel.send(root(), account(other.url())));
            assertEquals(1, one.posts());
            assertEquals(1, other.posts());
        }
    }

    @Test
    void aConnectionThatIsClosedWithoutAnAnswerHasSeenOnePost() throws IOException {
        try (var x = new FarSide((_, out) -> out.close())) {
            unconfirmed(channel().send(root(), account(x.url())));
            assertEquals(1, x.posts());
        }
    }

    @Test
    void aPostAfterAKeptConnectionIsStillOnePost() throws IOException {
        try (var x = FarSide.answering(429, "Connection: keep-alive\r\n", "{}")) {
            var channel = channel();
            assertInstanceOf(Outcome.Deferred.class, channel.send(root(), account(x.url())));
            assertInstanceOf(Outcome.Deferred.class, channel.send(root(), account(x.url())));
            assertEquals(2, x.posts());
        }
    }

    @Test
    void whereNothingListensNothingWasSent() throws IOException {
        String url;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = "http://127.0.0.1:" + closed.getLocalPort();
        }
        assertInstanceOf(Outcome.Deferred.class, channel().send(root(), account(url)));
    }

    @Test
    void aConnectionThatDoesNotComeAboutHasCarriedNothing() throws IOException {
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var waiting = new ArrayList<Socket>();
            // Nobody accepts: once its queue is full the kernel leaves further connections without an answer.
            for (var room = true; room && waiting.size() < 50; ) {
                var socket = new Socket();
                waiting.add(socket);
                room = connects(socket, full);
            }
            var outcome = hurried().send(root(), account("http://127.0.0.1:" + full.getLocalPort()));
            assertInstanceOf(Outcome.Deferred.class, outcome);
            for (var socket : waiting) {
                socket.close();
            }
        }
    }

    private static boolean connects(Socket socket, ServerSocket to) throws IOException {
        try {
            socket.connect(to.getLocalSocketAddress(), 100);
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        }
    }

    @Test
    void anUnknownNameMeansNothingWasSent() {
        assertInstanceOf(Outcome.Deferred.class, channel().send(root(), account("http://x.invalid")));
    }

    @Test
    void aFarSideThatDoesNotSpeakTlsHasHadNothing() throws IOException {
        try (var x = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (var socket = x.accept()) {
                    socket.getOutputStream().write(new byte[] {0x15, 3, 3, 0, 2, 2, 40});
                } catch (IOException _) {
                    // the test is over
                }
            });
            assertInstanceOf(
                    Outcome.Deferred.class, channel().send(root(), account("https://127.0.0.1:" + x.getLocalPort())));
        }
    }

    @Test
    void a08_silenceIsUnconfirmedWithinTheDeadline() throws IOException {
        try (var x = new FarSide((_, _) -> Thread.sleep(20_000))) {
            var start = System.nanoTime();
            unconfirmed(hurried().send(root(), account(x.url())));
            assertTrue(System.nanoTime() - start < Duration.ofSeconds(6).toNanos());
            assertEquals(1, x.posts());
        }
    }

    /** A byte now and then keeps the read deadline away: the one for the whole call holds all the same. */
    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n"})
    void a13_anAnswerThatTricklesIsCutOff(String head) throws IOException {
        try (var x = new FarSide((_, out) -> {
            out.write(head.getBytes(UTF_8));
            for (var i = 0; i < 400; i++) {
                out.write("H".getBytes(UTF_8));
                out.flush();
                Thread.sleep(50);
            }
        })) {
            var start = System.nanoTime();
            unconfirmed(hurried().send(root(), account(x.url())));
            assertTrue(System.nanoTime() - start < Duration.ofSeconds(6).toNanos());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\u0000\u0001garbage",
                "<html>ok</html>",
                "{\"data\":{\"id\":\"19",
                "[]",
                "{}",
                "null",
                "7",
                "{\"data\":[]}",
                "{\"data\":{\"id\":7}}",
                "{\"data\":{\"id\":\"../x\"}}",
                "{\"errors\":[{\"message\":\"?\"}]}"
            })
    void a10_anAnswerThatDoesNotNameThePostIsUnconfirmed(String body) throws IOException {
        try (var x = FarSide.answering(201, "", body)) {
            unconfirmed(channel().send(root(), account(x.url())));
        }
    }

    @Test
    void aBodyThatBreaksOffIsUnconfirmed() throws IOException {
        try (var x = new FarSide((_, out) ->
                out.write("HTTP/1.1 201 Created\r\nContent-Length: 90\r\n\r\n{\"data\":{\"id\":".getBytes(UTF_8)))) {
            unconfirmed(channel().send(root(), account(x.url())));
        }
    }

    @Test
    void aStatusCountsWhereItsBodyBreaksOff() throws IOException {
        try (var x = new FarSide((_, out) ->
                out.write("HTTP/1.1 401 Unauthorized\r\nContent-Length: 90\r\n\r\n{\"tit".getBytes(UTF_8)))) {
            assertInstanceOf(Outcome.Unauthorised.class, channel().send(root(), account(x.url())));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "["})
    void a10_tenMebibytesAreNotRead(String filler) throws IOException {
        try (var x = FarSide.answering(201, "", filler.repeat(10 << 20))) {
            unconfirmed(channel().send(root(), account(x.url())));
        }
    }

    @Test
    void d07_aRedirectIsNotFollowed() throws IOException {
        try (var other = FarSide.answering(201, "", "{}");
                var x = FarSide.answering(307, "Location: " + other.url() + "/2/tweets\r\n", "")) {
            assertInstanceOf(Outcome.Unauthorised.class, channel().send(root(), account(x.url())));
            assertEquals(0, other.requests.size());
        }
    }

    @Test
    void aParentWithoutANumberIsRefusedBeforeAnythingIsSent() throws IOException {
        try (var x = FarSide.answering(201, "", "{}")) {
            var odd = XFixtures.message(Optional.of(new Message.ReplyTo("by hand", XFixtures.NOW)), 1);
            assertInstanceOf(Outcome.Refused.class, channel().send(odd, account(x.url())));
            assertEquals(0, x.requests.size());
        }
    }

    @Test
    void anAccountThatIsNotCompleteIsHeld() {
        var bare = new Account("t", Map.of());
        assertInstanceOf(Outcome.Unauthorised.class, channel().send(root(), bare));
    }

    @Test
    void duplicateWordsThatAreInTheTimelineAreDelivered() throws IOException {
        Predicate<String> isPost = request -> request.startsWith("POST ");
        try (var x = new FarSide((request, out) -> {
            if (isPost.test(request)) {
                FarSide.write(out, 403, "", XAnswersTest.DUPLICATE);
            } else {
                FarSide.write(
                        out,
                        200,
                        "",
                        "{\"data\":[{\"id\":\"7\",\"text\":\"점검 &amp; 복구 중 &lt;b&gt; 21:47 KST\","
                                + "\"created_at\":\"2026-11-22T12:00:01.000Z\"}],\"meta\":{\"result_count\":1}}");
            }
        })) {
            var outcome = assertInstanceOf(Outcome.Delivered.class, channel().send(root(), account(x.url())));
            assertEquals(Optional.of("7"), outcome.receipt().remoteId());
            assertEquals(1, x.posts());
        }
    }

    private static void unconfirmed(Outcome outcome) {
        assertInstanceOf(Outcome.Unconfirmed.class, outcome);
    }
}
