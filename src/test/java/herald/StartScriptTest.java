package herald;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/herald} in an installation of its own, with Javas that only say how they were called. */
class StartScriptTest {

    @TempDir
    Path folder;

    Path home;

    @BeforeEach
    void install() throws IOException {
        home = folder.resolve("an installation");
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(home.resolve("lib"));
        executable(home.resolve("bin/herald"), Files.readString(Path.of("src/main/dist/bin/herald")));
        wanted(97);
    }

    @Test
    void withoutAJavaThatIsNewEnoughItSaysWhatToDo() throws Exception {
        var tooOld = java("old", 96);

        var run = herald(home.resolve("bin/herald"), Map.of("JAVA_HOME", tooOld.toString()), "serve");

        assertEquals(1, run.status());
        assertTrue(run.output().contains("Java 97 or newer is needed"), run.output());
        assertTrue(run.output().contains("JAVA_HOME is now: " + tooOld), run.output());
    }

    @Test
    void javaHomeWinsOverThePath() throws Exception {
        var run = herald(
                home.resolve("bin/herald"),
                Map.of("JAVA_HOME", java("home", 97).toString(), "PATH", pathWith(java("path", 98))),
                "serve");

        assertEquals("home", run.java());
    }

    @Test
    void theJavaOnThePathIsFoundThroughItsLinks() throws Exception {
        var links = Files.createDirectories(folder.resolve("links"));
        Files.createSymbolicLink(links.resolve("java"), java("path", 98).resolve("bin/java"));

        var run = herald(home.resolve("bin/herald"), Map.of("PATH", links + ":" + System.getenv("PATH")), "serve");

        assertEquals("path", run.java());
    }

    @Test
    void throughALinkItStillFindsItsOwnJars() throws Exception {
        var link = Files.createSymbolicLink(folder.resolve("herald"), Path.of("an installation/bin/herald"));

        var run = herald(link, Map.of("JAVA_HOME", java("home", 97).toString()), "serve");

        assertTrue(
                run.arguments()
                        .contains(home.toRealPath().resolve("lib/herald.jar").toString()),
                run.output());
    }

    @Test
    void theCommandAndItsFileReachTheApplicationWhole() throws Exception {
        var run = herald(
                home.resolve("bin/herald"),
                Map.of("JAVA_HOME", java("home", 97).toString()),
                "backup",
                "to a file.zip");

        assertEquals(List.of("herald.Application", "backup", "to a file.zip"), run.last(3));
    }

    @Test
    void theOperatorsOptionsComeAfterHeraldsOwnSoThatTheyWin() throws Exception {
        var run = herald(
                home.resolve("bin/herald"),
                Map.of("JAVA_HOME", java("home", 97).toString(), "JAVA_OPTS", "-Xmx300m -Da=b"),
                "serve");

        var arguments = run.arguments();
        assertTrue(arguments.containsAll(List.of("-XX:+ExitOnOutOfMemoryError", "-Xmx300m", "-Da=b")), run.output());
        assertTrue(arguments.indexOf("-Dsun.net.http.retryPost=false") < arguments.indexOf("-Xmx300m"), run.output());
    }

    @Test
    void aCacheIsUsedWhenThereIsOne() throws Exception {
        var environment = Map.of("JAVA_HOME", java("home", 97).toString());
        var without = herald(home.resolve("bin/herald"), environment, "serve");
        var cache = Files.writeString(home.resolve("lib/herald.aot"), "");

        var with = herald(home.resolve("bin/herald"), environment, "serve");

        assertFalse(without.output().contains("AOTCache"), without.output());
        assertTrue(with.arguments().contains("-XX:AOTCache=" + cache.toRealPath()), with.output());
    }

    private void wanted(int release) throws IOException {
        Files.writeString(home.resolve("jdk-version"), release + "\n");
    }

    /** A Java that prints its name and its arguments, one a line; a JRE, for it has no compiler. */
    private Path java(String name, int release) throws IOException {
        var java = Files.createDirectories(folder.resolve(name));
        Files.createDirectories(java.resolve("bin"));
        Files.writeString(java.resolve("release"), "IMPLEMENTOR=\"a test\"\nJAVA_VERSION=\"" + release + ".0.1\"\n");
        executable(java.resolve("bin/java"), "#!/bin/sh\nprintf '%s\\n' " + name + " \"$@\"\n");
        return java;
    }

    private static String pathWith(Path java) {
        return java.resolve("bin") + ":" + System.getenv("PATH");
    }

    private static void executable(Path file, String script) throws IOException {
        Files.writeString(file, script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Run herald(Path script, Map<String, String> environment, String... arguments) throws Exception {
        var builder = new ProcessBuilder(script.toString()).redirectErrorStream(true);
        builder.command().addAll(List.of(arguments));
        builder.environment().keySet().removeAll(List.of("JAVA_HOME", "JAVA_OPTS"));
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        return new Run(process.exitValue(), output);
    }

    private record Run(int status, String output) {

        String java() {
            return output.lines().findFirst().orElse("");
        }

        List<String> arguments() {
            return output.lines().skip(1).toList();
        }

        List<String> last(int count) {
            var all = arguments();
            return all.subList(all.size() - count, all.size());
        }
    }
}
