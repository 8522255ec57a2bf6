package herald.database;

import io.micronaut.context.ApplicationContext;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/**
 * Where the settings say that the database and the data directory are. Read without starting anything of the server: a command that
 * started the dispatcher would write to the world.
 */
public record DatabaseAddress(String url, String username, String password, Path dataDir) {

    /** @param settings those that win over all others */
    public static DatabaseAddress of(Map<String, Object> settings) {
        try (var context = ApplicationContext.builder().properties(settings).build()) {
            var environment = context.getEnvironment().start();
            return new DatabaseAddress(
                    environment.getRequiredProperty("datasources.default.url", String.class),
                    environment
                            .getProperty("datasources.default.username", String.class)
                            .orElse(""),
                    environment
                            .getProperty("datasources.default.password", String.class)
                            .orElse(""),
                    Path.of(environment
                            .getProperty("herald.data-dir", String.class)
                            .orElse("./data")));
        }
    }

    public boolean isH2() {
        return url.startsWith("jdbc:h2:");
    }

    public Connection open() throws SQLException {
        return DriverManager.getConnection(url, username, password);
    }

    /** Opens what is there; H2 would make an empty database where there is none. */
    public Connection openExisting() throws SQLException {
        return DriverManager.getConnection(
                isH2() ? url + ";IFEXISTS=TRUE;TRACE_LEVEL_FILE=0" : url, username, password);
    }

    /** Without the password, and without what the URL may hold of one. */
    @Override
    public String toString() {
        return url.replaceFirst("[?;].*", "");
    }
}
