package herald.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.slf4j.LoggerFactory;

/**
 * A20: the dispatcher itself on a real database, with time, far sides, staff and the death of nodes played by a seed. How many seeds:
 * {@code -Dsimulation.seeds=10000}; one alone, with its story printed: {@code -Dsimulation.seed=4711}.
 */
@ResourceLock("simulation")
class SimulationTest {

    /** The far side is H2's own memory: what MySQL would add is tried by TwoNodesTest. */
    private static final int LANES = Math.max(1, Runtime.getRuntime().availableProcessors());

    static {
        ((Logger) LoggerFactory.getLogger("herald.delivery")).setLevel(Level.ERROR);
    }

    @Test
    void a20NoSeedLosesDoublesOrMixesUpAnything() throws Exception {
        var alone = Long.getLong("simulation.seed");
        if (alone != null) {
            try (var world = new SimulatedWorld()) {
                play(world, alone);
                System.out.println(String.join("\n", world.story()));
            }
            return;
        }
        long seeds = Long.getLong("simulation.seeds", 200);
        var next = new AtomicLong();
        var outcomes = new SimulatedWorld.Tally();
        try (var lanes = Executors.newFixedThreadPool(LANES)) {
            var work = new ArrayList<Callable<Void>>();
            for (int lane = 0; lane < LANES; lane++) {
                work.add(() -> {
                    try (var world = new SimulatedWorld()) {
                        for (long seed = next.getAndIncrement(); seed < seeds; seed = next.getAndIncrement()) {
                            play(world, seed);
                        }
                        outcomes.add(world.tally());
                    }
                    return null;
                });
            }
            for (var lane : lanes.invokeAll(work)) {
                lane.get();
            }
        }
        System.out.println("simulation: " + seeds + " seeds, " + outcomes);
        // A simulation in which nothing goes wrong proves nothing.
        assertTrue(outcomes.posts() > seeds, outcomes.toString());
        assertTrue(outcomes.crashes() > seeds / 10, outcomes.toString());
        assertTrue(outcomes.lostAnswers() > seeds / 10, outcomes.toString());
        assertTrue(outcomes.withdrawals() > seeds / 20, outcomes.toString());
    }

    @Test
    void a20ASeedReplaysExactly() {
        List<String> first;
        List<String> again;
        try (var world = new SimulatedWorld()) {
            world.play(6);
            first = world.play(7);
        }
        try (var world = new SimulatedWorld()) {
            again = world.play(7);
        }
        assertTrue(first.size() > 20, first.toString());
        assertEquals(String.join("\n", first), String.join("\n", again));
    }

    private static void play(SimulatedWorld world, long seed) {
        try {
            world.play(seed);
        } catch (AssertionError violated) {
            fail("seed " + seed + ": " + violated.getMessage()
                    + "\nreplay it: mvn -Dtest=SimulationTest -Dsimulation.seed=" + seed + " test\n"
                    + String.join("\n", world.story()));
        }
    }
}
