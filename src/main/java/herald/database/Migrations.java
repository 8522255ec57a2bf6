package herald.database;

import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the database to the shape this version needs. The first try is made before the start is complete; while the database
 * is away the server starts without it and the tries go on beside it.
 */
@Singleton
public class Migrations {

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final DataSource dataSource;
    private final ApplicationEventPublisher<DatabaseReady> ready;
    private volatile boolean stopped;

    Migrations(DataSource dataSource, ApplicationEventPublisher<DatabaseReady> ready) {
        this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
        this.ready = ready;
    }

    @EventListener
    void onStart(ServerStartupEvent event) {
        if (!tried()) {
            Thread.ofVirtual().name("migrations").start(this::keepTrying);
        }
    }

    @EventListener
    void onStop(ShutdownEvent event) {
        stopped = true;
    }

    /** Migrates now, on the caller's thread. */
    public void migrate() {
        var flyway = Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:migrations")
                .load();
        // A file that a dying process left half done is run again: each statement asks first whether it is needed.
        flyway.repair();
        flyway.migrate();
    }

    private void keepTrying() {
        while (!stopped) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
            if (tried()) {
                return;
            }
        }
    }

    private boolean tried() {
        try {
            migrate();
        } catch (RuntimeException away) {
            LOG.warn(
                    "The database is not ready ({}). Readers are served from the last snapshot; trying again every"
                            + " second.",
                    away.getMessage());
            return false;
        }
        try {
            ready.publishEvent(new DatabaseReady());
        } catch (RuntimeException failure) {
            LOG.error("The database is ready, but something that waited for it failed", failure);
        }
        return true;
    }
}
