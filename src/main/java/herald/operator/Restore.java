package herald.operator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import herald.database.DatabaseAddress;
import herald.database.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Brings a backup back into an empty database. All rows come in one transaction, and in the same one everything that could write to the
 * world is put to rest: what is out there already is not in the backup.
 */
final class Restore {

    /** Far more public changes than anybody makes between two backups: readers never see a page go back to a smaller version. */
    private static final long VERSIONS_AHEAD = 1_000_000;

    private static final int BATCH = 500;

    private final DatabaseAddress database;
    private final ZipFile zip;
    private final Manifest manifest;

    private Restore(DatabaseAddress database, ZipFile zip, Manifest manifest) {
        this.database = database;
        this.zip = zip;
        this.manifest = manifest;
    }

    /** @throws CommandException when the file is damaged, or the database is not empty; nothing is written then */
    static Manifest read(Path file, DatabaseAddress database, Instant now) throws IOException, SQLException {
        try (var zip = new ZipFile(file.toFile())) {
            var entry = zip.getEntry(Manifest.NAME);
            if (entry == null) {
                throw new CommandException(file + " is no backup of Herald, or was cut off: it has no manifest.");
            }
            Manifest manifest;
            try (var in = zip.getInputStream(entry)) {
                manifest = Manifest.read(in);
            }
            var restore = new Restore(database, zip, manifest);
            restore.check(file);
            restore.into(now);
            return manifest;
        } catch (ZipException broken) {
            throw new CommandException(file + " is no zip file, or it is damaged: " + broken.getMessage());
        }
    }

    private void check(Path file) throws IOException {
        if (manifest.format() != Manifest.FORMAT) {
            throw new CommandException(file + " is of format " + manifest.format() + "; this Herald reads format "
                    + Manifest.FORMAT + ". Restore it with the version that wrote it, or a newer one.");
        }
        for (var entry : manifest.entries()) {
            var zipped = zip.getEntry(entry.path());
            if (zipped == null) {
                throw new CommandException(file + " is damaged: " + entry.path() + " is missing.");
            }
            try (var in = new DigestInputStream(zip.getInputStream(zipped), Backup.sha256())) {
                in.transferTo(OutputStream.nullOutputStream());
                if (!HexFormat.of().formatHex(in.getMessageDigest().digest()).equals(entry.sha256())) {
                    throw new CommandException(file + " is damaged: " + entry.path() + " is not what was written.");
                }
            }
        }
        if (!Schema.knows(database, manifest.schema())) {
            throw new CommandException(file + " was made by a newer Herald (schema " + manifest.schema()
                    + "). Restore it with that version.");
        }
    }

    private void into(Instant now) throws IOException, SQLException {
        refuseUnlessEmpty();
        Schema.migrateTo(database, manifest.schema());
        try (var connection = database.open()) {
            connection.setAutoCommit(false);
            try {
                var tables = Tables.of(connection);
                for (var table : tables.names()) {
                    fill(connection, tables, table);
                }
                putToRest(connection, now);
                connection.commit();
            } catch (SQLException | IOException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            }
        }
        Schema.migrate(database);
    }

    private void refuseUnlessEmpty() throws SQLException {
        try (var connection = database.open()) {
            var version = Schema.version(connection);
            var tables = Tables.of(connection);
            if (version.isEmpty() && !tables.names().isEmpty()) {
                throw new CommandException(
                        database + " holds tables of something else. Give Herald a database of its own.");
            }
            for (var table : tables.names()) {
                if (!isEmpty(connection, tables, table)) {
                    throw new CommandException(database + " is not empty (" + table
                            + " has rows), and a restore adds to" + " nothing. " + emptied());
                }
            }
            if (version.isPresent() && !version.get().equals(manifest.schema())) {
                throw new CommandException(database + " is empty, but its tables are of schema " + version.get()
                        + " and the backup is of " + manifest.schema() + ". " + emptied());
            }
        }
    }

    private String emptied() {
        return database.isH2()
                ? "Move the data directory's db.mv.db away, or set HERALD_DATA_DIR to a new directory, and try again."
                : "Make a new database (CREATE DATABASE herald2 CHARACTER SET utf8mb4), point DATASOURCES_DEFAULT_URL"
                        + " at it, and try again.";
    }

    private static boolean isEmpty(Connection connection, Tables tables, String table) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT 1 FROM " + tables.quoted(table) + " LIMIT 1")) {
            return !rows.next();
        }
    }

    private void fill(Connection connection, Tables tables, String table) throws IOException, SQLException {
        var entry = manifest.entries().stream()
                .filter(one -> one.table().equals(table))
                .findFirst()
                .orElseThrow(() -> new CommandException("The backup lacks the table " + table + "."));
        var places = places(tables, table);
        long rows = 0;
        try (var json = new JsonFactory().createParser(entry(entry));
                var insert = connection.prepareStatement(tables.insert(table))) {
            while (json.nextToken() == JsonToken.START_OBJECT) {
                row(json, insert, places, table);
                insert.addBatch();
                if (++rows % BATCH == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
        if (rows != entry.rows()) {
            throw new CommandException(
                    "The backup is damaged: " + table + " has " + rows + " rows instead of " + entry.rows() + ".");
        }
    }

    private InputStream entry(Manifest.Entry entry) throws IOException {
        return zip.getInputStream(zip.getEntry(entry.path()));
    }

    /**
     * Where a column stands in the insert.
     *
     * @param type of {@link java.sql.Types}
     */
    private record Place(int number, int type) {}

    private static Map<String, Place> places(Tables tables, String table) {
        var places = new LinkedHashMap<String, Place>();
        tables.columns(table).forEach((name, type) -> places.put(name, new Place(places.size() + 1, type)));
        return places;
    }

    private static void row(JsonParser json, PreparedStatement insert, Map<String, Place> places, String table)
            throws IOException, SQLException {
        int bound = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var place = places.get(json.currentName());
            if (place == null) {
                throw new CommandException("The backup has a column " + table + "." + json.currentName()
                        + " that the database does not have.");
            }
            json.nextToken();
            Cells.bind(insert, place.number(), place.type(), json);
            bound++;
        }
        if (bound != places.size()) {
            throw new CommandException("The backup is damaged: a row of " + table + " has " + bound + " columns.");
        }
    }

    /** Nothing goes out before staff have looked: the backup does not know what went out after it was made. */
    private void putToRest(Connection connection, Instant now) throws SQLException {
        var reason = "Restored from a backup of " + manifest.createdAt().truncatedTo(ChronoUnit.SECONDS)
                + ": release it when you have checked what is already out.";
        var moment = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
        update(connection, "UPDATE target SET state = 'HELD', state_reason = ?, updated_at = ?", reason, moment);
        update(
                connection,
                "UPDATE delivery SET state = 'UNCONFIRMED', unconfirmed_at = ?, looks = 0, next_attempt_at = ?, error"
                        + " = ?, updated_at = ? WHERE state = 'SENDING'",
                moment,
                moment,
                "The backup was made while this was being sent.",
                moment);
        leaveQueuesToStaff(connection, moment);
        update(connection, "UPDATE target_lease SET holder = NULL, fence = fence + 1, beat = beat + 1");
        update(connection, "DELETE FROM session");
        update(connection, "DELETE FROM idempotency_key WHERE status IS NULL");
        update(connection, "UPDATE page SET version = version + ?", VERSIONS_AHEAD);
    }

    /** What waited when the backup was made may have gone out since: nothing but a person can tell. */
    private static void leaveQueuesToStaff(Connection connection, LocalDateTime moment) throws SQLException {
        var error =
                "This waited when the backup was made, and may have gone out since. Look at the account, then confirm"
                        + " it, send it again, or skip it.";
        update(
                connection,
                "UPDATE delivery SET state = 'FAILED', next_attempt_at = NULL, error = ?, updated_at = ?"
                        + " WHERE state = 'PENDING'",
                error,
                moment);
        update(
                connection,
                "INSERT INTO delivery (page_id, incident_id, update_id, target_id, kind, part, revision, position,"
                    + " state, attempts, resends, fence, looks, alone, error, created_at, updated_at) SELECT"
                    + " o.page_id, o.incident_id, o.update_id, t.id, 'POST', 1, 1, o.sequence, 'FAILED', 0, 0, 0, 0,"
                    + " FALSE, ?, ?, ? FROM outbox o JOIN target t ON t.page_id = o.page_id WHERE o.fanned_out_at IS"
                    + " NULL AND t.enabled = TRUE",
                error,
                moment,
                moment);
        update(connection, "UPDATE outbox SET fanned_out_at = ? WHERE fanned_out_at IS NULL", moment);
    }

    private static void update(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
