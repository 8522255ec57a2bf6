package herald.database;

import io.micronaut.core.annotation.Nullable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;

/** How far a database has been migrated, and how far this Herald goes. */
public final class Schema {

    /** The table in which the migrations keep their own record. */
    public static final String HISTORY = "flyway_schema_history";

    private Schema() {}

    /** The last migration that came through; empty for a database that Herald has not seen. */
    public static Optional<String> version(Connection connection) throws SQLException {
        var data = connection.getMetaData();
        try (var tables = data.getTables(connection.getCatalog(), connection.getSchema(), HISTORY, null)) {
            if (!tables.next()) {
                return Optional.empty();
            }
        }
        var quote = data.getIdentifierQuoteString();
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("SELECT %1$sversion%1$s FROM %1$s%2$s%1$s WHERE %1$ssuccess%1$s = TRUE"
                                        .formatted(quote, HISTORY)
                                + " AND %1$sversion%1$s IS NOT NULL ORDER BY %1$sinstalled_rank%1$s DESC LIMIT 1"
                                        .formatted(quote))) {
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
        }
    }

    /** Whether this Herald has the migrations up to {@code version}. */
    public static boolean knows(DatabaseAddress database, String version) {
        var wanted = MigrationVersion.fromVersion(version);
        for (var migration : flyway(database, null).info().all()) {
            if (wanted.equals(migration.getVersion())) {
                return true;
            }
        }
        return false;
    }

    /** Brings the database to the shape it has after the migration {@code version}. */
    public static void migrateTo(DatabaseAddress database, String version) {
        flyway(database, version).migrate();
    }

    /** Brings the database to the shape this Herald needs. */
    public static void migrate(DatabaseAddress database) {
        flyway(database, null).migrate();
    }

    private static Flyway flyway(DatabaseAddress database, @Nullable String version) {
        var flyway = Flyway.configure()
                .dataSource(database.url(), database.username(), database.password())
                .locations("classpath:migrations");
        return (version == null ? flyway : flyway.target(version)).load();
    }
}
