package herald.operator;

import herald.database.Schema;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The tables of a database as it describes itself, Flyway's own left out; parents stand before their children. */
final class Tables {

    private final Map<String, Map<String, Integer>> columns;
    private final Map<String, List<String>> keys;
    private final String quote;

    private Tables(Map<String, Map<String, Integer>> columns, Map<String, List<String>> keys, String quote) {
        this.columns = columns;
        this.keys = keys;
        this.quote = quote;
    }

    static Tables of(Connection connection) throws SQLException {
        var data = connection.getMetaData();
        var names = new TreeMap<String, Set<String>>();
        try (var tables = data.getTables(
                connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (tables.next()) {
                var name = tables.getString("TABLE_NAME");
                if (!name.toLowerCase(Locale.ROOT).equals(Schema.HISTORY)) {
                    names.put(name, parents(connection, data, name));
                }
            }
        }
        var columns = new LinkedHashMap<String, Map<String, Integer>>();
        var keys = new LinkedHashMap<String, List<String>>();
        for (var name : parentsFirst(names)) {
            columns.put(name, columns(connection, data, name));
            keys.put(name, key(connection, data, name));
        }
        return new Tables(columns, keys, data.getIdentifierQuoteString());
    }

    Set<String> names() {
        return columns.keySet();
    }

    /** By name, the {@link Types} of a table's columns in their order. */
    Map<String, Integer> columns(String table) {
        return columns.get(table);
    }

    String quoted(String name) {
        return quote + name + quote;
    }

    /** Selects all rows in the order of their key. */
    String select(String table) {
        return "SELECT " + list(columns(table).keySet()) + " FROM " + quoted(table) + " ORDER BY "
                + list(keys.get(table));
    }

    String insert(String table) {
        return "INSERT INTO " + quoted(table) + " (" + list(columns(table).keySet()) + ") VALUES ("
                + "?, ".repeat(columns(table).size() - 1) + "?)";
    }

    private String list(Iterable<String> names) {
        var quoted = new ArrayList<String>();
        names.forEach(name -> quoted.add(quoted(name)));
        return String.join(", ", quoted);
    }

    private static Map<String, Integer> columns(Connection connection, DatabaseMetaData data, String table)
            throws SQLException {
        var columns = new LinkedHashMap<String, Integer>();
        try (var rows = data.getColumns(connection.getCatalog(), connection.getSchema(), table, "%")) {
            while (rows.next()) {
                columns.put(rows.getString("COLUMN_NAME"), rows.getInt("DATA_TYPE"));
            }
        }
        return columns;
    }

    private static List<String> key(Connection connection, DatabaseMetaData data, String table) throws SQLException {
        var key = new TreeMap<Integer, String>();
        try (var rows = data.getPrimaryKeys(connection.getCatalog(), connection.getSchema(), table)) {
            while (rows.next()) {
                key.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
            }
        }
        if (key.isEmpty()) {
            throw new CommandException("The table " + table + " has no primary key, and so no order to be written in.");
        }
        return List.copyOf(key.values());
    }

    private static Set<String> parents(Connection connection, DatabaseMetaData data, String table) throws SQLException {
        var parents = new LinkedHashSet<String>();
        try (ResultSet rows = data.getImportedKeys(connection.getCatalog(), connection.getSchema(), table)) {
            while (rows.next()) {
                parents.add(rows.getString("PKTABLE_NAME"));
            }
        }
        parents.remove(table);
        return parents;
    }

    private static List<String> parentsFirst(Map<String, Set<String>> parents) {
        var sorted = new LinkedHashSet<String>();
        while (sorted.size() < parents.size()) {
            int before = sorted.size();
            parents.forEach((name, above) -> {
                if (sorted.containsAll(above)) {
                    sorted.add(name);
                }
            });
            if (sorted.size() == before) {
                throw new CommandException("The tables refer to each other in a circle.");
            }
        }
        return List.copyOf(sorted);
    }
}
