package herald.database;

import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionDefinition.Isolation;
import io.micronaut.transaction.TransactionDefinition.Propagation;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.support.DefaultTransactionDefinition;
import io.micronaut.transaction.support.TransactionSynchronization;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Whole units of work. A unit that lost a race, by the database's word or by a version, is run again from its beginning. */
@Singleton
public class Transactions {

    private static final int TRIES = 12;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(4);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(400);

    private final TransactionOperations<Connection> operations;

    Transactions(TransactionOperations<Connection> operations) {
        this.operations = operations;
    }

    /**
     * Runs {@code work} in one transaction and answers what it answered. Inside another unit it joins that one. {@code work} may be
     * run several times and so does nothing that a rollback would not undo.
     *
     * @throws LostRaceException when it lost every one of its bounded tries; nothing was written
     */
    public <T> T write(Supplier<T> work) {
        if (operations.findTransactionStatus().isPresent()) {
            return work.get();
        }
        RuntimeException last = null;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try {
                return operations.execute(TransactionDefinition.DEFAULT, _ -> work.get());
            } catch (RuntimeException failure) {
                if (!LostRaces.asksForAnotherRun(failure)) {
                    throw failure;
                }
                last = failure;
                pause(attempt);
            }
        }
        throw new LostRaceException(last);
    }

    /** {@link #write(Supplier)} for work without an answer. */
    public void run(Runnable work) {
        write(() -> {
            work.run();
            return true;
        });
    }

    /** Runs {@code effect} once the unit around the caller has been committed, or now when there is none. */
    public void afterCommit(Runnable effect) {
        var unit = operations.findTransactionStatus();
        if (unit.isEmpty()) {
            effect.run();
            return;
        }
        unit.get().registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                effect.run();
            }
        });
    }

    /** Runs {@code work}, which writes nothing, in the unit around the caller, or where there is none as {@link #snapshot}. */
    public <T> T read(Supplier<T> work) {
        return operations.findTransactionStatus().isPresent() ? work.get() : snapshot(work);
    }

    /** Runs {@code work} on one moment of the database: every read in it sees the same state. Writes nothing. */
    public <T> T snapshot(Supplier<T> work) {
        var definition = new DefaultTransactionDefinition(Propagation.REQUIRES_NEW);
        definition.setIsolationLevel(Isolation.REPEATABLE_READ);
        definition.setReadOnly(true);
        return operations.execute(definition, _ -> work.get());
    }

    private static void pause(int attempt) {
        long most = Math.min(LONGEST_PAUSE.toNanos(), FIRST_PAUSE.toNanos() << attempt);
        try {
            Thread.sleep(Duration.ofNanos(ThreadLocalRandom.current().nextLong(most / 2, most)));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LostRaceException(interrupted);
        }
    }
}
