package herald.database;

import io.micronaut.data.exceptions.OptimisticLockException;
import java.sql.SQLException;
import java.util.Set;

/** Which failures mean that the same unit of work may succeed when it is run again from its beginning. */
final class LostRaces {

    /**
     * Vendor codes. MySQL: 1213 deadlock, 1205 lock wait, 1020 changed since read, 3101 and 1180 certification lost (Group
     * Replication, Galera). H2: 40001 deadlock, 50200 lock wait, 90131 changed since read.
     */
    private static final Set<Integer> CODES = Set.of(1213, 1205, 1020, 3101, 1180, 40001, 50200, 90131);

    private LostRaces() {}

    static boolean asksForAnotherRun(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OptimisticLockException) {
                return true;
            }
            if (cause instanceof SQLException sql
                    && (CODES.contains(sql.getErrorCode()) || "40001".equals(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }
}
