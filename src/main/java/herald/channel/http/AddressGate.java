package herald.channel.http;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which addresses outgoing HTTP may go to. Whoever may enter an address could else make Herald speak to the machines beside it
 * (server-side request forgery). {@code HERALD_ALLOW_PRIVATE_ADDRESSES=true} opens it, for tests and intranets.
 *
 * <p>What is checked is the address that is connected to, at each connection, and not a name that may point elsewhere a moment later.
 */
@Singleton
public final class AddressGate {

    /** Networks that are not the public internet; RFC 6890 and its registry. */
    private static final List<Network> CLOSED = List.of(
            Network.of("0.0.0.0", 8),
            Network.of("10.0.0.0", 8),
            Network.of("100.64.0.0", 10),
            Network.of("127.0.0.0", 8),
            Network.of("169.254.0.0", 16),
            Network.of("172.16.0.0", 12),
            Network.of("192.0.0.0", 24),
            Network.of("192.0.2.0", 24),
            Network.of("192.88.99.0", 24),
            Network.of("192.168.0.0", 16),
            Network.of("198.18.0.0", 15),
            Network.of("198.51.100.0", 24),
            Network.of("203.0.113.0", 24),
            Network.of("224.0.0.0", 3),
            Network.of("2001::", 23),
            Network.of("2001:db8::", 32),
            Network.of("2002::", 16),
            Network.of("3fff::", 20));

    /** The only part of IPv6 that is given out for the public internet. */
    private static final Network PUBLIC_V6 = Network.of("2000::", 3);

    private static final Set<Integer> PORTS = Set.of(-1, 443, 8443);

    private final boolean open;

    public AddressGate(@Value("${herald.allow-private-addresses:false}") boolean open) {
        this.open = open;
    }

    /** What is wrong with an address staff entered, in words; empty when nothing is. Looks nothing up. */
    public Optional<String> problem(String text) {
        URI address;
        try {
            address = new URI(text);
        } catch (URISyntaxException _) {
            return Optional.of("it is not a web address such as https://example.com");
        }
        if (!address.isAbsolute() || address.getHost() == null || !text.matches("(?i)https?://[\\x21-\\x7e]+")) {
            return Optional.of(
                    "it is not a web address such as https://example.com (write names in other scripts as" + " xn--…)");
        }
        if (address.getUserInfo() != null || address.getFragment() != null) {
            return Optional.of("leave out what stands before an @ and after a #");
        }
        if (address.getPort() > 65_535) {
            return Optional.of("there is no port " + address.getPort());
        }
        return open ? Optional.empty() : closed(address);
    }

    /**
     * The same for an address that only one far side gives out.
     *
     * @param known what its addresses look like; not asked of an open gate, behind which a stand-in or a relay may be
     * @param wanted what is wrong with one that does not look like it
     */
    public Optional<String> problem(String text, Predicate<String> known, String wanted) {
        return problem(text).or(() -> open || known.test(text) ? Optional.empty() : Optional.of(wanted));
    }

    private static Optional<String> closed(URI address) {
        if (!address.getScheme().equalsIgnoreCase("https")) {
            return Optional.of("it must begin with https://" + ALLOWED);
        }
        if (!PORTS.contains(address.getPort())) {
            return Optional.of("the port must be 443 or 8443" + ALLOWED);
        }
        if (isNumber(address.getHost())) {
            return Optional.of("give a name instead of a number" + ALLOWED);
        }
        return Optional.empty();
    }

    private static final String ALLOWED = " (unless HERALD_ALLOW_PRIVATE_ADDRESSES is set)";

    /** Whether this host is an address in one of the many ways of writing one, and not a name: {@code 127.1}, {@code 0x7f000001}. */
    private static boolean isNumber(String host) {
        var last = host.replaceFirst("\\.$", "").replaceFirst("^.*\\.", "");
        return host.startsWith("[") || last.matches("\\d+|0[xX][0-9a-fA-F]*");
    }

    /** Whether a connection to {@code address} may be made. */
    boolean lets(InetAddress address) {
        boolean isPublic = address instanceof Inet4Address || PUBLIC_V6.holds(address);
        return open || (isPublic && CLOSED.stream().noneMatch(network -> network.holds(address)));
    }

    private record Network(byte[] prefix, int bits) {

        static Network of(String prefix, int bits) {
            return new Network(InetAddress.ofLiteral(prefix).getAddress(), bits);
        }

        boolean holds(InetAddress address) {
            var bytes = address.getAddress();
            if (bytes.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >>> (bit % 8);
                if ((bytes[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
