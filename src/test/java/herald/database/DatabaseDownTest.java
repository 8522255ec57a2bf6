package herald.database;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.data.connection.exceptions.ConnectionException;
import io.micronaut.data.connection.exceptions.NoConnectionException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DatabaseDownTest {

    @Test
    void aConnectionThatBreaksBeforeItsFirstStatementIsADatabaseThatIsDown() {
        var broken = new SQLException("Connection is closed");
        assertTrue(DatabaseDown.explains(new ConnectionException("Could not set the connection to read-only", broken)));
        assertTrue(DatabaseDown.explains(new IllegalStateException(new SQLException("gone", "08S01"))));
    }

    @Test
    void aMistakeOfOursIsNone() {
        assertFalse(DatabaseDown.explains(new NoConnectionException("no connection was opened around this")));
        assertFalse(DatabaseDown.explains(new SQLException("no such column", "42S22")));
    }
}
