package herald.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.page.Page;
import herald.page.Pages;
import herald.page.Pages.PageFields;
import herald.testing.HeraldServer;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TransactionsTest {

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase();

    private final Transactions transactions = HERALD.bean(Transactions.class);
    private final Pages pages = HERALD.bean(Pages.class);

    /** B14 */
    @Test
    void b14_aUnitThatLosesADeadlockIsRunAgainAndNothingIsLost() throws Exception {
        var one = page();
        var other = page();
        var runs = new AtomicInteger();
        var bothHoldOne = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var first = threads.submit(() -> raiseBoth(one, other, runs, bothHoldOne));
            var second = threads.submit(() -> raiseBoth(other, one, runs, bothHoldOne));
            first.get(30, TimeUnit.SECONDS);
            second.get(30, TimeUnit.SECONDS);
        }
        assertTrue(runs.get() > 2, () -> "no unit was run again: there was no deadlock in " + runs);
        assertEquals(
                List.of(3L, 3L),
                List.of(
                        pages.byCode(one.code()).version(),
                        pages.byCode(other.code()).version()));
    }

    @Test
    void aUnitThatFailsLeavesNoTrace() {
        var page = page();
        assertThrows(
                IllegalStateException.class,
                () -> transactions.run(() -> {
                    pages.raiseVersion(page.id());
                    throw new IllegalStateException("after the write");
                }));
        assertEquals(1, pages.byCode(page.code()).version());
    }

    @Test
    void anEffectComesAfterTheCommitOrNotAtAll() {
        var page = page();
        var seen = new AtomicInteger();
        transactions.run(() -> {
            pages.raiseVersion(page.id());
            transactions.afterCommit(seen::incrementAndGet);
            assertEquals(0, seen.get());
        });
        assertEquals(1, seen.get());
        assertThrows(
                IllegalStateException.class,
                () -> transactions.run(() -> {
                    transactions.afterCommit(seen::incrementAndGet);
                    throw new IllegalStateException("rolled back");
                }));
        assertEquals(1, seen.get());
    }

    private Void raiseBoth(Page first, Page second, AtomicInteger runs, CyclicBarrier bothHoldOne) {
        transactions.run(() -> {
            pages.raiseVersion(first.id());
            if (runs.incrementAndGet() <= 2) {
                meet(bothHoldOne);
            }
            pages.raiseVersion(second.id());
        });
        return null;
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            var _ = barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception missed) {
            throw new IllegalStateException(missed);
        }
    }

    private Page page() {
        return pages.create(new PageFields("Talk", null, null, "UTC", List.of("en"), null));
    }
}
