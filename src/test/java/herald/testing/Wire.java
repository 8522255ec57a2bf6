package herald.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;

/** A stretch of network before a server, at a port of its own, that can be cut and mended. Cut, the port is closed. */
public final class Wire implements AutoCloseable {

    private final InetSocketAddress far;
    private final int port;
    private final Set<Socket> open = new HashSet<>();
    private ServerSocket door;

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
        Thread.ofVirtual().start(() -> carry(near, beyond));
        Thread.ofVirtual().start(() -> carry(beyond, near));
    }

    private static void carry(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
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
