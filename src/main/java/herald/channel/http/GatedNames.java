package herald.channel.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/** Looks names up, and answers nothing for a name of which any address is closed. The client connects to what it answers. */
final class GatedNames implements DnsResolver {

    private final AddressGate gate;
    private final Duration deadline;

    GatedNames(AddressGate gate, Duration deadline) {
        this.gate = gate;
        this.deadline = deadline;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = Names.lookUp(host, deadline);
        if (!List.of(addresses).stream().allMatch(gate::lets)) {
            throw new ClosedAddressException();
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** A name that leads into a network that is not open to us. */
    static final class ClosedAddressException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        ClosedAddressException() {
            super("the name leads into a private network: give a public one, or set"
                    + " HERALD_ALLOW_PRIVATE_ADDRESSES=true");
        }
    }
}
