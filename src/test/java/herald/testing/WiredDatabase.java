package herald.testing;

import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.h2.tools.Server;

/** A fresh database behind a {@link Wire} that can be cut, mended and made slow; an H2 file is served over TCP for that. */
public final class WiredDatabase implements AutoCloseable {

    private final TestDatabase database = TestDatabase.fresh();
    private final Optional<Server> h2;
    private final Wire wire;

    public WiredDatabase() {
        h2 = database.isMySql() ? Optional.empty() : Optional.of(served());
        var far = URI.create(database.url().substring("jdbc:".length()));
        wire = h2.map(server -> new Wire("127.0.0.1", server.getPort()))
                .orElseGet(() -> new Wire(far.getHost(), far.getPort() < 0 ? 3306 : far.getPort()));
        wire.mend();
    }

    public void cut() {
        wire.cut();
    }

    public void mend() {
        wire.mend();
    }

    /** From now on each of its answers comes so much later. */
    public void delay(Duration delay) {
        wire.delay(delay);
    }

    /** A server, not started yet, that reaches its database over the wire only. */
    public HeraldServer server() {
        var url = database.isMySql()
                ? database.url().replaceFirst("//[^/]+/", "//127.0.0.1:" + wire.port() + "/")
                : database.url().replaceFirst("jdbc:h2:file:", "jdbc:h2:tcp://127.0.0.1:" + wire.port() + "/");
        return HeraldServer.on(new TestDatabase(url, database.username(), database.password(), database.directory()));
    }

    @Override
    public void close() {
        wire.close();
        h2.ifPresent(Server::stop);
        System.clearProperty("com.zaxxer.hikari.aliveBypassWindowMs");
    }

    private static Server served() {
        // Hikari trusts a connection used just now, and does not know H2's word for a lost one.
        System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "0");
        try {
            return Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
