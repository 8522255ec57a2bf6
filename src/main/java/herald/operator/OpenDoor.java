package herald.operator;

import herald.page.PublicId;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running server's side of the {@link Door}. */
@Singleton
class OpenDoor {

    private static final Logger LOG = LoggerFactory.getLogger(OpenDoor.class);
    private static final int TOKEN = 40;

    private final Path dataDir;
    private volatile Door door = new Door(0, "");

    OpenDoor(@Value("${herald.data-dir:./data}") Path dataDir) {
        this.dataDir = dataDir;
    }

    boolean opensTo(String token) {
        return door.port() > 0 && door.opensTo(token);
    }

    Path dataDir() {
        return dataDir;
    }

    @EventListener
    void onStart(ServerStartupEvent event) {
        door = new Door(event.getSource().getPort(), PublicId.random(TOKEN));
        try {
            door.write(dataDir);
        } catch (IOException | SQLException failure) {
            LOG.warn(
                    "{} could not be written ({}); bin/herald backup works only while the server is stopped.",
                    Door.in(dataDir),
                    failure.toString());
        }
    }

    /** Leaves alone what a server that was started since has written. */
    @EventListener
    void onStop(ShutdownEvent event) throws IOException {
        if (Door.read(dataDir).equals(Optional.of(door))) {
            Files.deleteIfExists(Door.in(dataDir));
        }
    }
}
