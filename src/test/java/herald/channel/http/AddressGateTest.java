package herald.channel.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import herald.channel.CallDeadlines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** spec/CHANNELS.md 7: whoever may enter an address cannot make Herald speak to what stands beside it. */
class AddressGateTest {

    private static final AddressGate GATE = new AddressGate(false);
    private static final CallDeadlines DEADLINES =
            new CallDeadlines(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(3));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.1.1.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "3fff::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void noAddressBesideUsIsConnectedTo(String address) throws UnknownHostException {
        assertFalse(GATE.lets(InetAddress.getByName(address)), address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "172.32.0.1", "192.0.1.1", "100.128.0.1", "223.255.255.255", "2606:4700::1111"})
    void publicAddressesAre(String address) throws UnknownHostException {
        assertTrue(GATE.lets(InetAddress.getByName(address)), address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com",
                "https://example.com:8080",
                "https://user:secret@example.com",
                "https://example.com/#x",
                "https://127.0.0.1",
                "https://127.1",
                "https://2130706433",
                "https://0x7f000001",
                "https://0177.0.0.1",
                "https://0",
                "https://[::1]",
                "https://[::ffff:127.0.0.1]",
                "https://127.0.0.1.",
                "https://exämple.com",
                "https://example.com/ x",
                "https:///nothing",
                "ftp://example.com",
                "javascript:alert(1)",
                "example.com",
                ""
            })
    void theseAreRefusedWhenTheyAreEntered(String address) {
        assertTrue(GATE.problem(address).isPresent(), address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://mastodon.social", "https://example.com:8443/path?x=1", "https://xn--9n2bp8q.kr/"})
    void theseAreTaken(String address) {
        assertEquals(java.util.Optional.empty(), GATE.problem(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "localhost.", "127.1", "[::1]", "[::ffff:127.0.0.1]", "0"})
    void noSpellingOfLoopbackReachesIt(String host) throws IOException {
        var asked = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try (var courier = new Courier(DEADLINES, GATE)) {
            var address =
                    URI.create("http://" + host + ":" + server.getAddress().getPort() + "/");
            assertInstanceOf(Answer.NotSent.class, courier.carry(Request.get(address)));
            assertInstanceOf(Answer.NotSent.class, courier.carry(Request.post(address, "text/plain", new byte[] {1})));
            assertEquals(0, asked.get());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void redirectsAreNotFollowed() throws IOException {
        var asked = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
        try (var courier = new Courier(DEADLINES, new AddressGate(true))) {
            var answer = assertInstanceOf(
                    Answer.Answered.class,
                    courier.carry(Request.get(
                            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"))));
            assertEquals(302, answer.status());
            assertEquals(1, asked.get());
        } finally {
            server.stop(0);
        }
    }
}
