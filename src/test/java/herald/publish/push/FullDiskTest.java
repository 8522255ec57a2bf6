package herald.publish.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FAULTS C14, on a real disk of one megabyte; only where the test may mount one. */
class FullDiskTest {

    private static final String SCRIPT =
            "mount -t tmpfs -o size=1m herald \"$1\" && exec \"$2\" -cp \"$3\" herald.publish.push.FullDiskTest \"$1\"";

    @Test
    void aFullDiskLeavesTheOldPageWholeAndHealsByItself(@TempDir Path disk) throws Exception {
        boolean mayMount = exit("unshare", "-m", "true") == 0;
        // Where all is checked, this may not be left out.
        assumeTrue(mayMount || System.getenv("CI") != null, "needs the right to mount");
        assertTrue(mayMount, "a private mount needs root, or user namespaces");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        assertEquals(0, exit("unshare", "-m", "sh", "-c", SCRIPT, "sh", disk.toString(), java, classes));
    }

    /** Inside, with the small disk at the first word. */
    public static void main(String[] words) throws IOException {
        var disk = Path.of(words[0]);
        try (var worker = new Worker(new DirectoryShelf(disk))) {
            worker.push(Copies.page(1, "one"));
            var ballast = Files.write(disk.resolve("ballast"), new byte[600_000]);
            var large = Map.of(
                    "/history",
                    new Random(1)
                            .ints(150_000, 'a', 'z')
                            .collect(
                                    StringBuilder::new,
                                    (text, letter) -> text.append((char) letter),
                                    StringBuilder::append)
                            .toString());
            var second = Copies.page(
                    "page",
                    null,
                    2,
                    "two",
                    Map.of("/history", large.get("/history").repeat(2)));
            worker.push(second);
            require(text(disk, "index.html").contains("one one"), "the old page");
            require(text(disk, "incidents/x/index.html").equals("incident one"), "the old incident");
            require(text(disk, "version.json").contains("\"version\":1,"), "the old version");
            require(
                    worker.trouble().orElse("").contains("No space left"),
                    worker.trouble().toString());
            Files.delete(ballast);
            worker.later(Duration.ofSeconds(3));
            worker.round();
            require(worker.trouble().isEmpty(), worker.trouble().toString());
            require(text(disk, "index.html").contains("two two"), "the new page");
        }
        System.exit(0);
    }

    private static void require(boolean held, String what) {
        if (!held) {
            throw new AssertionError(what);
        }
    }

    private static String text(Path disk, String file) throws IOException {
        return Files.readString(disk.resolve(file), StandardCharsets.UTF_8);
    }

    private static int exit(String... command) throws IOException, InterruptedException {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
            return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (IOException noSuchCommand) {
            return -1;
        }
    }
}
