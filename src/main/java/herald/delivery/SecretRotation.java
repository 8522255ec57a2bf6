package herald.delivery;

import java.sql.Connection;
import java.sql.SQLException;

/** Seals what accounts keep secret under the key of today, where the key before it still opens it. */
public final class SecretRotation {

    private static final String SETTINGS = "SELECT code, settings FROM target ORDER BY id";
    private static final String MEMORIES =
            "SELECT t.code, m.kept FROM target_memory m JOIN target t ON t.id = m.target_id ORDER BY t.id";

    /**
     * How it went.
     *
     * @param sealed anew
     * @param current were under today's key already
     * @param lost open with neither key; they are left as they are
     */
    public record Done(int sealed, int current, int lost) {}

    private final Connection connection;
    private final SecretBox box;
    private int sealed;
    private int current;
    private int lost;

    private SecretRotation(Connection connection, SecretBox box) {
        this.connection = connection;
        this.box = box;
    }

    /** May be run beside servers that know both keys, and again after it was cut off. */
    public static Done run(Connection connection, SecretBox box) throws SQLException {
        var rotation = new SecretRotation(connection, box);
        rotation.all(SETTINGS, "", "UPDATE target SET settings = ? WHERE code = ? AND settings = ?");
        rotation.all(
                MEMORIES,
                "/memory",
                "UPDATE target_memory SET kept = ? WHERE target_id = (SELECT id FROM target WHERE code = ?) AND kept ="
                        + " ?");
        return new Done(rotation.sealed, rotation.current, rotation.lost);
    }

    private void all(String query, String owner, String change) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query);
                var update = connection.prepareStatement(change)) {
            while (rows.next()) {
                var code = rows.getString(1);
                var before = rows.getString(2);
                if (before.isEmpty() || box.isCurrent(before)) {
                    current++;
                    continue;
                }
                try {
                    update.setString(1, box.seal(box.open(before, code + owner), code + owner));
                    update.setString(2, code);
                    update.setString(3, before);
                    sealed += update.executeUpdate();
                } catch (SecretBox.SecretLostException _) {
                    lost++;
                }
            }
        }
    }
}
