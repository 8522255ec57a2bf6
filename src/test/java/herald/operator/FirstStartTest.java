package herald.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.component.Components;
import herald.page.InvalidException;
import herald.page.Pages;
import herald.staff.ApiKeys;
import herald.staff.FirstOwner;
import herald.staff.Staff;
import herald.testing.HeraldServer;
import herald.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class FirstStartTest {

    @Test
    void anEmptyDatabaseGetsAPageToLookAtAndTheKeyOfTheSettingsWorks() {
        try (var herald = HeraldServer.onFreshDatabase().start()) {
            var page = herald.bean(Pages.class).all().getFirst();
            assertEquals(List.of("en", "ko", "ja"), page.languageList());
            assertEquals(8, herald.bean(Components.class).ofPage(page.id()).size());
            assertTrue(herald.bean(ApiKeys.class).find(HeraldServer.API_KEY).isPresent());
            assertTrue(herald.bean(FirstOwner.class).exists());
        }
    }

    @Test
    void aSecondStartAddsNothing() {
        var database = TestDatabase.fresh();
        HeraldServer.on(database).start().close();
        try (var herald = HeraldServer.on(database).start()) {
            assertEquals(1, herald.bean(Pages.class).all().size());
            assertEquals(1, herald.bean(ApiKeys.class).all().size());
        }
    }

    @Test
    void manyAtOnceMakeOnePageAndOneOwner() throws Exception {
        try (var herald = unattended().start();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var owners = herald.bean(FirstOwner.class);
            var code = owners.newCode();
            var tries = new ArrayList<Callable<Optional<Staff>>>();
            for (int i = 0; i < 6; i++) {
                var email = "person" + i + "@example.com";
                tries.add(() -> {
                    herald.bean(FirstStart.class).run();
                    return owners.redeem(code, email, "Person", "correct horse");
                });
            }
            long made = 0;
            for (var answer : threads.invokeAll(tries)) {
                made += answer.get().stream().count();
            }
            assertEquals(1, made);
            assertEquals(1, herald.bean(Pages.class).all().size());
        }
    }

    @Test
    void aCodeOpensTheSetUpOnceAndABadFieldDoesNotSpendIt() {
        try (var herald = unattended().start()) {
            var owners = herald.bean(FirstOwner.class);
            var code = owners.newCode();
            assertTrue(owners.opens(code));
            assertFalse(owners.opens("guess"));
            assertThrows(InvalidException.class, () -> owners.redeem(code, "me@example.com", "Me", "short"));
            assertTrue(owners.redeem("guess", "me@example.com", "Me", "correct horse")
                    .isEmpty());
            assertTrue(
                    owners.redeem(code, "me@example.com", "Me", "correct horse").isPresent());
            assertFalse(owners.opens(code));
            assertTrue(owners.redeem(code, "you@example.com", "You", "correct horse")
                    .isEmpty());
        }
    }

    @Test
    void settingsThatWillNotDoStopTheStartAndSayWhy() {
        assertTrue(refusal(HeraldServer.onFreshDatabase().with("herald.setup.password", ""))
                .contains("HERALD_SETUP_EMAIL is set, HERALD_SETUP_PASSWORD is not"));
        assertTrue(refusal(HeraldServer.onFreshDatabase().with("herald.setup.password", "short"))
                .contains("choose 8 to 200 characters"));
        assertTrue(refusal(HeraldServer.onFreshDatabase().with("herald.setup.api-key", "with a space in it"))
                .contains("HERALD_SETUP_API_KEY"));
        assertTrue(refusal(HeraldServer.onFreshDatabase().with("herald.setup.time-zone", "Mars/Base"))
                .contains("'Mars/Base' is not a time zone"));
    }

    private static HeraldServer unattended() {
        return HeraldServer.onFreshDatabase().with("herald.setup.email", "").with("herald.setup.password", "");
    }

    private static String refusal(HeraldServer herald) {
        var failure = assertThrows(RuntimeException.class, herald::start);
        var words = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            words.append(Objects.toString(cause.getMessage())).append('\n');
        }
        return words.toString();
    }
}
