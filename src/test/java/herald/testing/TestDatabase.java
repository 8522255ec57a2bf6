package herald.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An empty database of its own: a schema of the MySQL that {@code HERALD_TEST_MYSQL_URL} names, else an H2 file. The URL's account
 * may create schemas; it ends in the query part, which holds user and password.
 */
public record TestDatabase(String url, String username, String password, Path directory) {

    private static final String H2_OPTIONS =
            ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;WRITE_DELAY=0";

    public static TestDatabase fresh() {
        try {
            var directory = Files.createTempDirectory("herald-test");
            var server = System.getenv("HERALD_TEST_MYSQL_URL");
            return server == null ? h2(directory) : mysql(directory, server);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public boolean isMySql() {
        return url.startsWith("jdbc:mysql:");
    }

    /** The first column of the first row that {@code query} finds; nothing for no row or NULL. */
    public Optional<String> text(String query) {
        try (var connection = DriverManager.getConnection(url, username, password);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** What points a server at this database. An H2 file is reached by the address Herald ships with: what it promises is what is tested. */
    public Map<String, Object> properties() {
        return url.startsWith("jdbc:h2:file:")
                ? Map.of("herald.data-dir", directory.toString())
                : Map.of(
                        "datasources.default.url", url,
                        "datasources.default.username", username,
                        "datasources.default.password", password,
                        "herald.data-dir", directory.toString());
    }

    private static TestDatabase h2(Path directory) {
        return new TestDatabase("jdbc:h2:file:" + directory.resolve("db") + H2_OPTIONS, "sa", "", directory);
    }

    private static TestDatabase mysql(Path directory, String server) {
        var schema = "herald_" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
        try (var connection = DriverManager.getConnection(server);
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + schema + " CHARACTER SET utf8mb4");
        } catch (SQLException failure) {
            throw new IllegalStateException("HERALD_TEST_MYSQL_URL does not lead to a MySQL that takes us", failure);
        }
        var url = server.replaceFirst("^(jdbc:mysql://[^/]+/)[^?]*", "$1" + schema);
        return new TestDatabase(url, parameter(server, "user"), parameter(server, "password"), directory);
    }

    private static String parameter(String url, String name) {
        var matcher =
                java.util.regex.Pattern.compile("[?&]" + name + "=([^&]*)").matcher(url);
        return matcher.find() ? matcher.group(1) : "";
    }
}
