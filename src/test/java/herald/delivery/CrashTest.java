package herald.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.database.Failpoint.Step;
import herald.testing.Drill;
import herald.testing.HeraldProcess;
import herald.testing.HeraldServer;
import herald.testing.NodeDrill;
import herald.testing.TestDatabase;
import herald.testing.XStub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A01: a process ends at each step between submit and receipt, as by kill -9, on a real database on disk. The client asks again
 * with the key it asked with; then nothing is lost, nothing is doubled, and all faces agree.
 */
class CrashTest {

    private static final String FIRST = "확인하고 있습니다.";
    private static final String SECOND = "복구 작업이 늦어지고 있습니다.";

    @ParameterizedTest
    @EnumSource(Step.class)
    void a01_afterAKillAtAnyStepEveryUpdateIsThereOnce(Step step) {
        var database = TestDatabase.fresh();
        try (var x = XStub.start()) {
            dieAt(step, database, x);
            try (var herald = HeraldServer.on(database).withAll(Drill.QUICK).start()) {
                var drill = new NodeDrill(herald);
                var incident = drill.open(FIRST, "first");
                drill.post(incident, "delayed", SECOND, "second");
                Drill.until(
                        30,
                        () -> drill.states(incident).equals(List.of("delivered", "delivered")),
                        () -> drill.deliveries(incident).toString());
                assertEquals(2, x.posts().size(), () -> NodeDrill.texts(x).toString());
                assertTrue(x.posts().getFirst().text().contains(FIRST));
                assertEquals(
                        Optional.of(x.posts().getFirst().id()),
                        x.posts().getLast().inReplyTo());
                assertFacesAgree(drill, incident);
            }
        }
    }

    private static void dieAt(Step step, TestDatabase database, XStub x) {
        var armed = database.directory().resolve("halt");
        var properties = NodeDrill.with(
                Drill.QUICK, "herald.testing.halt-at", step.name(), "herald.testing.halt-once", armed.toString());
        try (var herald = HeraldProcess.start(database, properties)) {
            var drill = new NodeDrill(herald);
            drill.mirrorTo(x, x.account());
            arm(armed);
            try {
                var _ = drill.open(FIRST, "first");
            } catch (UncheckedIOException _) {
                // From the commit on, what follows runs beside the answer, which may not have left yet.
            }
            herald.awaitEnd();
        }
    }

    /** Not before: the steps of publishing are passed from the first start on. */
    private static void arm(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void assertFacesAgree(NodeDrill drill, String incident) {
        Drill.until(
                () -> drill.read("/incidents/" + incident).contains(SECOND)
                        && drill.read("/api/v2/incidents.json").contains(SECOND)
                        && drill.read("/history.atom").contains(SECOND),
                () -> drill.read("/api/v2/incidents.json"));
        var unresolved = drill.read("/api/v2/incidents/unresolved.json");
        assertEquals(1, occurrences(unresolved, "\"body\":\"" + FIRST), unresolved);
        assertEquals(1, occurrences(unresolved, "\"shortlink\""), unresolved);
    }

    private static int occurrences(String text, String part) {
        return (int)
                Pattern.compile(Pattern.quote(part)).matcher(text).results().count();
    }
}
