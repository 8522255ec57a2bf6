package herald.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import herald.appearance.ThemeGallery;
import herald.appearance.ThemeVersions;
import herald.component.ComponentFields;
import herald.component.ComponentStatus;
import herald.component.Components;
import herald.delivery.TargetFields;
import herald.delivery.TargetState;
import herald.delivery.Targets;
import herald.incident.Incidents;
import herald.incident.Stage;
import herald.page.Page;
import herald.page.Pages;
import herald.page.Pages.PageFields;
import herald.staff.Actor;
import herald.testing.Drill;
import herald.testing.HeraldProcess;
import herald.testing.HeraldServer;
import herald.testing.TestDatabase;
import herald.testing.Word;
import herald.theme.upload.ThemeZip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {

    private static final String H2_OPTIONS =
            ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;WRITE_DELAY=0";
    /** Tables in which a restore puts something to rest. */
    private static final Set<String> AT_REST = Set.of("page", "target", "target_lease", "session", "delivery");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void everyTableComesBackAsItWas() throws Exception {
        comesBack(TestDatabase.fresh(), TestDatabase.fresh());
    }

    @Test
    void aBackupOfH2IsRestoredIntoMySql() throws Exception {
        var mysql = TestDatabase.fresh();
        assumeTrue(mysql.isMySql(), "HERALD_TEST_MYSQL_URL is not set");
        comesBack(h2("from-h2"), mysql);
    }

    @Test
    void aBackupOfMySqlIsRestoredIntoH2() throws Exception {
        var mysql = TestDatabase.fresh();
        assumeTrue(mysql.isMySql(), "HERALD_TEST_MYSQL_URL is not set");
        comesBack(mysql, h2("to-h2"));
    }

    @Test
    void nothingGoesOutAfterARestoreUntilStaffHaveLooked() throws Exception {
        var database = filled(TestDatabase.fresh());
        execute(database, "UPDATE delivery SET state = 'SENDING', next_attempt_at = NULL");
        execute(
                database,
                "INSERT INTO idempotency_key (owner, name, fingerprint, claim, claimed_at) VALUES ('me', 'k', 'f',"
                        + " 'c', '2026-01-01 00:00:00')");
        long version = number(database, "SELECT MAX(version) FROM page");
        var copy = TestDatabase.fresh();
        restored(backedUp(database), copy);
        assertEquals(0, number(copy, "SELECT COUNT(*) FROM target WHERE state <> 'HELD'"));
        assertTrue(
                copy.text("SELECT state_reason FROM target").orElseThrow().startsWith("Restored from a backup of 20"));
        assertEquals(0, number(copy, "SELECT COUNT(*) FROM delivery WHERE state = 'SENDING'"));
        assertEquals(
                1,
                number(
                        copy,
                        "SELECT COUNT(*) FROM delivery WHERE state = 'UNCONFIRMED' AND next_attempt_at IS NOT NULL"));
        assertEquals(0, number(copy, "SELECT COUNT(*) FROM session"));
        assertEquals(0, number(copy, "SELECT COUNT(*) FROM target_lease WHERE holder IS NOT NULL"));
        assertEquals(0, number(copy, "SELECT COUNT(*) FROM idempotency_key WHERE name = 'k'"));
        assertTrue(number(copy, "SELECT MAX(version) FROM page") > version);
    }

    @Test
    void whatWaitedInAQueueIsLeftToStaff() throws Exception {
        var database = filled(TestDatabase.fresh());
        execute(database, "UPDATE delivery SET state = 'PENDING'");
        var copy = TestDatabase.fresh();
        restored(backedUp(database), copy);
        assertEquals(0, number(copy, "SELECT COUNT(*) FROM delivery WHERE state = 'PENDING'"));
        assertEquals(
                number(database, "SELECT COUNT(*) FROM delivery"),
                number(copy, "SELECT COUNT(*) FROM delivery WHERE state = 'FAILED' AND next_attempt_at IS NULL"));
    }

    @Test
    void whatWasNotFannedOutYetIsLeftToStaffToo() throws Exception {
        var database = filled(TestDatabase.fresh());
        execute(database, "DELETE FROM delivery");
        execute(database, "UPDATE outbox SET fanned_out_at = NULL");
        var copy = TestDatabase.fresh();
        restored(backedUp(database), copy);
        assertEquals(0, number(copy, "SELECT COUNT(*) FROM outbox WHERE fanned_out_at IS NULL"));
        assertTrue(number(copy, "SELECT COUNT(*) FROM delivery WHERE state = 'FAILED'") > 0);
    }

    @Test
    void aRestoredDatabaseIsWrittenToAsBefore() throws Exception {
        var copy = TestDatabase.fresh();
        restored(backedUp(filled(TestDatabase.fresh())), copy);
        try (var herald = server(copy)) {
            var page = herald.bean(Pages.class).all().stream()
                    .filter(one -> one.name().equals("톡"))
                    .findFirst()
                    .orElseThrow();
            var target = herald.bean(Targets.class).ofPage(page.id()).getFirst();
            assertEquals(TargetState.HELD, target.state());
            var told = say(herald, page, "복구 뒤의 글");
            assertEquals(
                    2, herald.bean(Incidents.class).newest(page.id(), 10, 0).size());
            assertTrue(told.incident().pageVersion() > 1_000_000);
            assertEquals(
                    TargetState.ACTIVE,
                    herald.bean(Targets.class)
                            .release(page, target.code(), Actor.HERALD)
                            .state());
        }
    }

    @Test
    void aBackupIsMadeWhileTheServerRuns() throws Exception {
        var database = h2("running");
        var file = folder.resolve("running.zip");
        try (var herald = HeraldProcess.start(database, Map.of())) {
            assertEquals("rw-------", permissions(Door.in(database.directory())));
            assertEquals(404, herald.get("/operator/backup").statusCode());
            assertEquals(0, command(database, "backup", file.toString()), said());
            assertEquals(1, command(database, "restore", file.toString()));
            assertTrue(said().contains("Stop it first"), said());
        }
        var copy = TestDatabase.fresh();
        restored(file, copy);
        assertEquals(1, number(copy, "SELECT COUNT(*) FROM page"));
    }

    @Test
    void aServerThatStopsShutsItsDoor() {
        var database = h2("door");
        try (var herald = server(database)) {
            assertTrue(RunningServer.on(database.directory()).isPresent());
            assertTrue(herald.uri("/").getPort() > 0);
        }
        assertFalse(Files.exists(Door.in(database.directory())));
        assertTrue(RunningServer.on(database.directory()).isEmpty());
    }

    @Test
    void aFileIsNotReplacedUnlessToldTo() throws Exception {
        var database = filled(TestDatabase.fresh());
        var file = backedUp(database);
        assertEquals("rw-------", permissions(file));
        assertEquals(1, command(database, "backup", file.toString()));
        assertTrue(said().contains("--force"), said());
        assertEquals(0, command(database, "backup", file.toString(), "--force"), said());
        assertEquals(List.of(file), files());
    }

    @Test
    void aDatabaseThatIsNotEmptyIsLeftAlone() throws Exception {
        var database = filled(TestDatabase.fresh());
        var before = tables(backedUp(database));
        assertEquals(
                1, command(database, "restore", folder.resolve("backup.zip").toString()));
        assertTrue(said().contains("is not empty"), said());
        Files.delete(folder.resolve("backup.zip"));
        assertEquals(before, tables(backedUp(database)));
    }

    @Test
    void aDamagedBackupIsRefusedAndNothingWritten() throws Exception {
        var file = backedUp(filled(TestDatabase.fresh()));
        var whole = Files.readAllBytes(file);
        refused(Arrays.copyOf(whole, whole.length - 100));
        refused(new byte[0]);
        refused("not a zip".getBytes(StandardCharsets.UTF_8));
        refused(with(file, "tables/incident.jsonl", text -> text.replace("INVESTIGATING", "RESOLVED")));
        refused(with(file, "tables/audit_event.jsonl", text -> ""));
        refused(with(file, "tables/page.jsonl", text -> null));
        refused(with(file, Manifest.NAME, text -> null));
        refused(with(file, Manifest.NAME, text -> text.substring(0, text.length() / 2)));
        refused(with(file, Manifest.NAME, text -> text.replaceFirst("\"format\" : 1", "\"format\" : 2")));
        refused(with(
                file, Manifest.NAME, text -> text.replaceFirst("\"schema\" : \"[0-9]+\"", "\"schema\" : \"999\"")));
    }

    @Test
    void wordsItDoesNotKnowAreAnsweredWithTheOnesItDoes() {
        var database = h2("words");
        assertEquals(2, command(database, "explode"));
        assertTrue(said().contains("herald restore FILE"), said());
        assertEquals(2, command(database, "backup"));
        assertEquals(2, command(database, "restore", "a", "b"));
        assertEquals(0, command(database, "help"));
        assertTrue(said().contains("HERALD_SECRET_KEY"), said());
        assertEquals(0, command(database, "version"));
        assertEquals(1, command(database, "backup", folder.resolve("x.zip").toString()));
        assertTrue(said().contains("There is no database at"), said());
        assertEquals(
                1, command(database, "restore", folder.resolve("nothing.zip").toString()));
        assertTrue(Commands.askForServer());
        assertTrue(Commands.askForServer("serve"));
        assertTrue(Commands.askForServer("-port=1"));
        assertFalse(Commands.askForServer("--help"));
        assertFalse(Commands.askForServer("backup", "x"));
    }

    private void comesBack(TestDatabase from, TestDatabase to) throws Exception {
        var file = backedUp(filled(from));
        restored(file, to);
        var before = tables(file);
        Files.move(file, folder.resolve("first.zip"));
        var after = tables(backedUp(to));
        assertEquals(before.keySet(), after.keySet());
        assertEquals(
                "메시지를 받지 못합니다 🙂 <script>",
                to.text("SELECT body FROM incident_update_text").orElseThrow());
        for (var table : before.keySet()) {
            if (!AT_REST.contains(table)) {
                assertEquals(before.get(table), after.get(table), table);
            }
        }
        assertEquals(
                before.get("page").lines().count(), after.get("page").lines().count());
        try (var herald = server(to)) {
            var theme = herald.bean(ThemeGallery.class).open("sea@1");
            assertEquals("name=바다", new String(theme.read("theme.properties").orElseThrow(), StandardCharsets.UTF_8));
        }
        assertEquals(sealed(before.get("target")), sealed(after.get("target")), "what is encrypted stays as it was");
    }

    private static String sealed(String target) {
        return target.replaceFirst("(?s).*\"settings\":\"([^\"]*)\".*", "$1");
    }

    private TestDatabase filled(TestDatabase database) {
        try (var herald = server(database)) {
            var page = herald.bean(Pages.class)
                    .create(new PageFields("톡", "설명\n둘째 줄", null, "Asia/Seoul", List.of("ko", "en"), null));
            herald.bean(Targets.class)
                    .create(page, new TargetFields("practice", "연습", true, "ko", Map.of()), Actor.HERALD);
            herald.bean(Targets.class)
                    .ofPage(page.id())
                    .forEach(target -> herald.bean(Targets.class).hold(page, target.code(), Actor.HERALD));
            say(herald, page, "메시지를 받지 못합니다 🙂 <script>");
            herald.bean(ThemeVersions.class)
                    .upload(
                            page,
                            ThemeZip.write(Map.of("theme.properties", "name=바다".getBytes(StandardCharsets.UTF_8))),
                            "sea.zip",
                            Actor.HERALD);
            Drill.until(() -> number(database, "SELECT COUNT(*) FROM delivery") > 0, () -> "a delivery");
        }
        return database;
    }

    private static herald.incident.Story say(HeraldServer herald, Page page, String text) {
        var component = herald.bean(Components.class)
                .create(
                        page.id(),
                        new ComponentFields("로그인", null, null, null, null, true, LocalDate.of(2021, 5, 5)),
                        Actor.HERALD);
        var update = Word.as(Stage.INVESTIGATING)
                .named("ko", "장애")
                .saying("ko", text)
                .setting(component.code(), ComponentStatus.PARTIAL_OUTAGE)
                .update();
        return herald.bean(Incidents.class).open(page, update, Actor.HERALD);
    }

    private static HeraldServer server(TestDatabase database) {
        return HeraldServer.on(database)
                .with("herald.secret-key", "a key for tests that nodes share")
                .start();
    }

    private Path backedUp(TestDatabase database) {
        var file = folder.resolve("backup.zip");
        assertEquals(0, command(database, "backup", file.toString()), said());
        return file;
    }

    private void restored(Path file, TestDatabase database) {
        assertEquals(0, command(database, "restore", file.toString()), said());
    }

    private void refused(byte[] backup) throws IOException, SQLException {
        var file = Files.write(folder.resolve("broken.zip"), backup);
        var database = h2("broken-" + java.util.UUID.randomUUID());
        assertEquals(1, command(database, "restore", file.toString()), said());
        try (var connection = DriverManager.getConnection(database.url(), database.username(), database.password())) {
            assertEquals(Set.of(), Tables.of(connection).names());
        }
    }

    /** A copy of {@code backup} with other words in one entry; without it where they are null. */
    private static byte[] with(Path backup, String name, UnaryOperator<String> change) throws IOException {
        var copy = new ByteArrayOutputStream();
        try (var from = new ZipFile(backup.toFile());
                var to = new ZipOutputStream(copy)) {
            for (var entry : from.stream().toList()) {
                var text = new String(from.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                var changed = entry.getName().equals(name) ? change.apply(text) : text;
                if (changed != null) {
                    to.putNextEntry(new ZipEntry(entry.getName()));
                    to.write(changed.getBytes(StandardCharsets.UTF_8));
                    to.closeEntry();
                }
            }
        }
        return copy.toByteArray();
    }

    private int command(TestDatabase database, String... words) {
        said.reset();
        var print = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new Commands(new HashMap<>(database.properties()), Clock.systemUTC(), print, print).done(List.of(words));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static Map<String, String> tables(Path backup) throws IOException {
        var tables = new TreeMap<String, String>();
        try (var zip = new ZipFile(backup.toFile())) {
            zip.stream().filter(entry -> !entry.getName().equals(Manifest.NAME)).forEach(entry -> {
                try (var in = zip.getInputStream(entry)) {
                    tables.put(
                            entry.getName().replaceAll(".*/|\\.jsonl", ""),
                            new String(in.readAllBytes(), StandardCharsets.UTF_8));
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        }
        return tables;
    }

    private TestDatabase h2(String name) {
        try {
            var directory = Files.createDirectories(folder.resolve(name));
            return new TestDatabase("jdbc:h2:file:" + directory.resolve("db") + H2_OPTIONS, "sa", "", directory);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static long number(TestDatabase database, String query) {
        return Long.parseLong(database.text(query).orElse("0"));
    }

    private static void execute(TestDatabase database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), database.username(), database.password());
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
