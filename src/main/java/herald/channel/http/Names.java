package herald.channel.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks names up under a deadline; the system's own way has none. Asks no {@link AddressGate}: that is for addresses which staff may enter,
 * and {@link Courier} does it for all of them. Here names come from the operator, who may well mean a machine beside Herald.
 */
public final class Names {

    private Names() {}

    public static InetAddress[] lookUp(String host, Duration deadline) throws UnknownHostException {
        var answer = new CompletableFuture<InetAddress[]>();
        Thread.ofVirtual().name("dns").start(() -> {
            try {
                answer.complete(InetAddress.getAllByName(host));
            } catch (UnknownHostException | RuntimeException unknown) {
                answer.completeExceptionally(unknown);
            }
        });
        try {
            return answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException _) {
            throw new UnknownHostException("the name is unknown");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException("Herald was stopping");
        }
    }
}
