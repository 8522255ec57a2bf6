package herald.publish;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * The pages of the history: three months each, the first one ending with the present month.
 *
 * @param present the month it is in the page's zone
 */
record Quarters(YearMonth present) {

    static final int MONTHS = 3;

    static Quarters at(Instant now, ZoneId zone) {
        return new Quarters(YearMonth.from(now.atZone(zone)));
    }

    /** @param page from 1 */
    YearMonth last(int page) {
        return present.minusMonths((long) (page - 1) * MONTHS);
    }

    /** @param page from 1 */
    YearMonth first(int page) {
        return last(page).minusMonths(MONTHS - 1);
    }

    /** The page that {@code month} is on, from 1; what is still to come is on the first. */
    int pageOf(YearMonth month) {
        return (int) Math.max(0, month.until(present, ChronoUnit.MONTHS)) / MONTHS + 1;
    }

    /** An address of the history: the first page has no number. */
    static String path(String name, String ending, int page) {
        return "/" + name + (page == 1 ? "" : "/" + page) + ending;
    }
}
