package herald.channel.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.incident.Details;
import herald.incident.Incidents;
import herald.incident.NewUpdate;
import herald.incident.Stage;
import herald.page.Page;
import herald.page.Pages;
import herald.page.Pages.PageFields;
import herald.staff.Actor;
import herald.testing.ApiClient;
import herald.testing.Drill;
import herald.testing.HeraldServer;
import herald.testing.SmtpFault;
import herald.testing.SmtpMail;
import herald.testing.SmtpStub;
import herald.testing.Word;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From an update to the mailboxes: each once, in order, in one thread, whatever the mail server does. */
class EmailEndToEndTest {

    private static final SmtpStub SERVER = new SmtpStub();

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase()
            .withAll(Drill.QUICK)
            .with("herald.smtp.url", SERVER.url())
            .with("herald.smtp.from", "Talk <status@talk.example>");

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void d04_everybodyReadsEveryUpdateOnceAndInOrder() {
        var page = page("jin1@talk.example, mina1@talk.example");
        SERVER.plan(SmtpFault.NONE, SmtpFault.GREYLIST);
        var incident = open(page, "확인하고 있습니다.");
        awaitRead("mina1@talk.example", 1);
        SERVER.plan(SmtpFault.ACCEPT_AND_DROP);
        post(page, incident, Stage.DELAYED, "복구 작업이 늦어지고 있습니다.");
        awaitRead("mina1@talk.example", 2);
        SERVER.plan(SmtpFault.BUSY);
        post(page, incident, Stage.RESOLVED, "복구되었습니다.");
        for (var reader : List.of("jin1@talk.example", "mina1@talk.example")) {
            awaitRead(reader, 3);
            var ids = SERVER.read(reader).stream().map(SmtpMail::messageId).toList();
            assertEquals(
                    List.of(Optional.empty(), Optional.of(ids.get(0)), Optional.of(ids.get(1))),
                    SERVER.read(reader).stream()
                            .map(mail -> mail.header("In-Reply-To"))
                            .toList());
        }
        Drill.until(() -> delivered(page, incident) == 3, () -> "three receipts");
        // Six mails and one of them twice, whose first answer was lost: nobody is told again who has it already.
        assertEquals(
                7,
                SERVER.mails().stream()
                        .filter(mail -> !mail.to().contains("jin2@talk.example"))
                        .count());
        assertEquals(List.of(), SERVER.complaints());
    }

    @Test
    void theThemesMailGoesOutAsTextAndAsAPage() {
        open(page("jin2@talk.example"), "확인하고 있습니다.");
        awaitRead("jin2@talk.example", 1);
        var mail = SERVER.read("jin2@talk.example").getFirst();
        assertTrue(mail.raw().contains("multipart/alternative"), mail.raw());
        assertTrue(mail.raw().contains("text/plain") && mail.raw().contains("text/html"), mail.raw());
    }

    @Test
    void aTargetWithoutAddressesIsRefused() {
        var page =
                HERALD.bean(Pages.class).create(new PageFields("Talk", null, null, "Asia/Seoul", List.of("ko"), null));
        var answer = HERALD.api(
                "POST",
                "/v1/pages/" + page.code() + "/targets",
                ApiClient.json(Map.of(
                        "target",
                        Map.of("channel", "email", "name", "On-call", "settings", Map.of("recipients", "jin")))));
        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("name@example.com"), answer.body());
    }

    private static Page page(String recipients) {
        var page =
                HERALD.bean(Pages.class).create(new PageFields("Talk", null, null, "Asia/Seoul", List.of("ko"), null));
        var answer = HERALD.api(
                "POST",
                "/v1/pages/" + page.code() + "/targets",
                ApiClient.json(Map.of(
                        "target",
                        Map.of(
                                "channel", "email",
                                "name", "On-call",
                                "language", "ko",
                                "settings", Map.of("recipients", recipients)))));
        assertEquals(201, answer.statusCode(), answer.body());
        return page;
    }

    private static String open(Page page, String body) {
        var update = Word.as(Stage.INVESTIGATING).named("ko", "메시지 수신 장애").saying("ko", body);
        return HERALD.bean(Incidents.class)
                .open(page, update.update(), Actor.HERALD)
                .incident()
                .code();
    }

    private static void post(Page page, String incident, Stage stage, String body) {
        HERALD.bean(Incidents.class)
                .post(
                        page,
                        incident,
                        new NewUpdate(stage, Map.of("ko", body), Details.NONE, null, true),
                        null,
                        Actor.HERALD);
    }

    private static void awaitRead(String reader, int count) {
        Drill.until(
                () -> SERVER.read(reader).size() == count,
                () -> count + " mails, not " + SERVER.read(reader).size());
    }

    private static long delivered(Page page, String incident) {
        var path = "/v1/pages/" + page.code() + "/incidents/" + incident + "/deliveries";
        return ApiClient.list(HERALD.api("GET", path, null)).stream()
                .filter(receipt -> "delivered".equals(receipt.get("state")))
                .count();
    }
}
