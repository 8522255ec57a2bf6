package herald.operator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import herald.database.Schema;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes all that a database holds at one moment: a zip of one file of JSON lines per table, the same from H2 and MySQL. Secrets are in
 * it as they are in the database, encrypted.
 */
final class Backup {

    private final Connection connection;
    private final Tables tables;

    private Backup(Connection connection, Tables tables) {
        this.connection = connection;
        this.tables = tables;
    }

    /** @param connection given up to this: it is put into a transaction of its own, which is rolled back */
    static Manifest write(Connection connection, OutputStream out, Instant now) throws SQLException, IOException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        try {
            return new Backup(connection, Tables.of(connection)).to(out, now);
        } finally {
            connection.rollback();
        }
    }

    private Manifest to(OutputStream out, Instant now) throws SQLException, IOException {
        var schema = Schema.version(connection)
                .orElseThrow(() -> new CommandException(
                        "There is nothing of Herald in this database yet. Is it the right one? Check HERALD_DATA_DIR"
                                + " and DATASOURCES_DEFAULT_URL."));
        var zip = new ZipOutputStream(out);
        var entries = new ArrayList<Manifest.Entry>();
        for (var table : tables.names()) {
            zip.putNextEntry(new ZipEntry(new Manifest.Entry(table, 0, "").path()));
            entries.add(table(table, zip));
            zip.closeEntry();
        }
        var manifest = new Manifest(Manifest.FORMAT, schema, now, List.copyOf(entries));
        zip.putNextEntry(new ZipEntry(Manifest.NAME));
        manifest.write(new Open(zip));
        zip.closeEntry();
        zip.finish();
        return manifest;
    }

    private Manifest.Entry table(String table, OutputStream zip) throws SQLException, IOException {
        var digest = new DigestOutputStream(new Open(zip), sha256());
        long rows = 0;
        try (var json = new JsonFactory().createGenerator(digest);
                var statement = connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
            // MySQL's driver takes this number, and only this, for one row at a time; H2 keeps long answers on disk.
            statement.setFetchSize(
                    connection.getMetaData().getURL().startsWith("jdbc:mysql:") ? Integer.MIN_VALUE : 1_000);
            try (var row = statement.executeQuery(tables.select(table))) {
                while (row.next()) {
                    row(json, row, table);
                    rows++;
                }
            }
        }
        return new Manifest.Entry(
                table, rows, HexFormat.of().formatHex(digest.getMessageDigest().digest()));
    }

    private void row(JsonGenerator json, ResultSet row, String table) throws SQLException, IOException {
        json.writeStartObject();
        int place = 1;
        for (var column : tables.columns(table).entrySet()) {
            json.writeFieldName(column.getKey());
            Cells.write(json, row, place++, column.getValue());
        }
        json.writeEndObject();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** Stays open when its writer is closed: the zip goes on. */
    private static final class Open extends FilterOutputStream {

        Open(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
