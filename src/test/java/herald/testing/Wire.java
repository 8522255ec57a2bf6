package herald.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** A stretch of network before a server, at a port of its own, that can be cut, mended and made slow. Cut, the port is closed. */
public final class Wire implements AutoCloseable {

    private final InetSocketAddress far;
    private final int port;
    private final Set<Socket> open = new HashSet<>();
    private ServerSocket door;
    private volatile Duration delay = Duration.ZERO;

    /** Cut at first. */
    public Wire(String host, int farPort) {
        far = new InetSocketAddress(host, farPort);
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public int port() {
        return port;
    }

    public synchronized void mend() {
        try {
            door = new ServerSocket();
            door.setReuseAddress(true);
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        var listening = door;
        Thread.ofVirtual().start(() -> accept(listening));
    }

    public synchronized void cut() {
        if (door != null) {
            shut(door);
        }
        open.forEach(Wire::shut);
        open.clear();
    }

    /** From now on what the far side says arrives so much later, each time it says something. */
    public void delay(Duration delay) {
        this.delay = delay;
    }

    @Override
    public void close() {
        cut();
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                var near = listening.accept();
                var beyond = new Socket();
                beyond.connect(far);
                join(listening, near, beyond);
            } catch (IOException cut) {
                shut(listening);
            }
        }
    }

    /** Not over a wire that was cut meanwhile. */
    private synchronized void join(ServerSocket listening, Socket near, Socket beyond) {
        if (listening.isClosed()) {
            shut(near);
            shut(beyond);
            return;
        }
        open.add(near);
        open.add(beyond);
        Thread.ofVirtual().start(() -> carry(near, beyond, () -> Duration.ZERO));
        Thread.ofVirtual().start(() -> carry(beyond, near, () -> delay));
    }

    private static void carry(Socket from, Socket to, Supplier<Duration> late) {
        var some = new byte[1 << 16];
        try (from;
                to) {
            for (int n = from.getInputStream().read(some);
                    n >= 0;
                    n = from.getInputStream().read(some)) {
                LockSupport.parkNanos(late.get().toNanos());
                to.getOutputStream().write(some, 0, n);
            }
        } catch (IOException cut) {
            shut(to);
        }
    }

    private static void shut(AutoCloseable end) {
        try {
            end.close();
        } catch (Exception _) {
            // it is shut either way
        }
    }
}
