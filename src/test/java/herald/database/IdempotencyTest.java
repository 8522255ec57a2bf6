package herald.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.database.Idempotency.Answer;
import herald.page.InvalidException;
import herald.page.Pages;
import herald.page.Pages.PageFields;
import herald.testing.HeraldServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IdempotencyTest {

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase();

    private final Idempotency idempotency = HERALD.bean(Idempotency.class);
    private final IdempotencyKeyRepository keys = HERALD.bean(IdempotencyKeyRepository.class);
    private final Transactions transactions = HERALD.bean(Transactions.class);
    private final Pages pages = HERALD.bean(Pages.class);
    private final String key = UUID.randomUUID().toString();
    private final String pageName = "Talk " + key;

    @BeforeEach
    void stopTheClock() {
        HERALD.clock().stopAt(Instant.parse("2026-05-05T12:00:00Z"));
    }

    @Test
    void theSameRequestIsAnsweredAgainAndDoneOnce() {
        var first = idempotency.once("me", key, "a", this::makeAPage);
        assertEquals(first, idempotency.once("me", key, "a", this::makeAPage));
        assertEquals(new Answer(201, "\"1\"", "{\"ko\": \"한\"}"), first);
        assertEquals(1, pagesMade());
    }

    @Test
    void anotherOwnersKeyIsAnotherKey() {
        idempotency.once("me", key, "a", this::makeAPage);
        idempotency.once("you", key, "b", this::makeAPage);
        assertEquals(2, pagesMade());
    }

    @Test
    void keysThatDifferInCaseOnlyAreDifferentKeys() {
        idempotency.once("me", key + "a", "a", this::makeAPage);
        idempotency.once("me", key + "A", "b", this::makeAPage);
        assertEquals(2, pagesMade());
    }

    @Test
    void anotherBodyUnderTheSameKeyIsRefused() {
        idempotency.once("me", key, "a", this::makeAPage);
        assertThrows(KeyReusedException.class, () -> idempotency.once("me", key, "b", this::makeAPage));
        assertEquals(1, pagesMade());
    }

    @Test
    void aRequestThatRunsIsNotRunBesideItself() {
        var answer = idempotency.once("me", key, "a", () -> {
            inAnotherThread(() ->
                    assertThrows(KeyInUseException.class, () -> idempotency.once("me", key, "a", this::makeAPage)));
            return makeAPage();
        });
        assertEquals(201, answer.status());
        assertEquals(1, pagesMade());
    }

    @Test
    void workThatThrowsLeavesNothingAndMayBeAskedForAgain() {
        assertThrows(
                InvalidException.class,
                () -> idempotency.once("me", key, "a", () -> {
                    var _ = makeAPage();
                    throw new InvalidException(List.of("no"));
                }));
        assertEquals(0, pagesMade());
        idempotency.once("me", key, "b", this::makeAPage);
        assertEquals(1, pagesMade());
    }

    @Test
    void theClaimOfADeadNodeIsTakenOverAfterAMinute() {
        claimOfANodeThatDied();
        assertThrows(KeyInUseException.class, () -> idempotency.once("me", key, "a", this::makeAPage));
        HERALD.clock().advance(Duration.ofSeconds(61));
        assertEquals(201, idempotency.once("me", key, "a", this::makeAPage).status());
        assertEquals(1, pagesMade());
    }

    @Test
    void aHolderThatComesLateRollsBackAndAnswersWhatTheOtherWrote() {
        var late = idempotency.once("me", key, "a", () -> {
            inAnotherThread(() -> {
                HERALD.clock().advance(Duration.ofSeconds(61));
                idempotency.once("me", key, "a", this::makeAPage);
            });
            pages.create(new PageFields(pageName, null, null, null, null, null));
            return new Answer(201, null, "late");
        });
        assertEquals("{\"ko\": \"한\"}", late.body());
        assertEquals(1, pagesMade());
    }

    @Test
    void aCommitWhoseAnswerWasLostIsAnsweredFromTheStore() {
        idempotency.once("me", key, "a", this::makeAPage);
        // What the writer does when the connection died under its COMMIT: it releases a claim that was finished after
        // all.
        var row = keys.find("me", nameOfKey()).orElseThrow();
        assertEquals(0, keys.release("me", row.name(), row.claim()));
        assertEquals(201, idempotency.once("me", key, "a", this::makeAPage).status());
        assertEquals(1, pagesMade());
    }

    @Test
    void ofManyAtOnceOneDoesTheWork() throws Exception {
        var gate = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var submitted = IntStream.range(0, 8)
                    .mapToObj(_ -> threads.submit(() -> {
                        gate.await();
                        return done();
                    }))
                    .toList();
            gate.countDown();
            int done = 0;
            for (var one : submitted) {
                done += one.get(20, TimeUnit.SECONDS) ? 1 : 0;
            }
            assertTrue(done >= 1);
        }
        assertEquals(1, pagesMade());
    }

    @Test
    void aKeyIsForgottenAfterADay() {
        idempotency.once("me", key, "a", this::makeAPage);
        HERALD.clock().advance(Duration.ofHours(25));
        idempotency.once("me", key, "b", this::makeAPage);
        assertEquals(2, pagesMade());
    }

    private Answer makeAPage() {
        pages.create(new PageFields(pageName, null, null, null, null, null));
        return new Answer(201, "\"1\"", "{\"ko\": \"한\"}");
    }

    private boolean done() {
        try {
            return idempotency.once("me", key, "a", this::makeAPage).status() == 201;
        } catch (KeyInUseException busy) {
            return false;
        }
    }

    private long pagesMade() {
        return pages.all().stream().filter(page -> page.name().equals(pageName)).count();
    }

    private void claimOfANodeThatDied() {
        transactions.run(() -> keys.save(new IdempotencyKey(
                null, "me", nameOfKey(), "a", "dead", HERALD.clock().instant(), null, null, null)));
    }

    private String nameOfKey() {
        return Idempotency.sha256(key);
    }

    private static void inAnotherThread(Runnable work) {
        var thread = Executors.newVirtualThreadPerTaskExecutor();
        try (thread) {
            thread.submit(work).get(20, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException failure) {
            throw new AssertionError(failure);
        }
    }
}
