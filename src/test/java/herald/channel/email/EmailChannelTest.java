package herald.channel.email;

import static herald.channel.email.EmailFixtures.account;
import static herald.channel.email.EmailFixtures.channel;
import static herald.channel.email.EmailFixtures.first;
import static herald.channel.email.EmailFixtures.hurried;
import static herald.channel.email.EmailFixtures.replying;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.channel.Account;
import herald.channel.Act;
import herald.channel.Check;
import herald.channel.Finding;
import herald.channel.Message;
import herald.channel.Outcome;
import herald.channel.Words;
import herald.testing.SmtpFault;
import herald.testing.SmtpMail;
import herald.testing.SmtpStub;
import java.net.IDN;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire to a mail server, and what the wire and the server can do to it. */
class EmailChannelTest {

    private static final String JIN = "jin@talk.example";
    private static final String MINA = "mina@talk.example";

    private SmtpStub server;

    @BeforeEach
    void start() {
        server = new SmtpStub();
    }

    @AfterEach
    void stop() {
        assertEquals(List.of(), server.complaints());
        server.close();
    }

    @Test
    void everyRecipientGetsAMailOfTheirOwnOverOneConnection() {
        var receipt = delivered(channel(server.url()).send(first(), account(JIN, MINA)));
        assertEquals(Optional.of("k1@talk.example"), receipt);
        assertEquals(
                List.of(JIN, MINA), server.mails().stream().map(SmtpMail::to).toList());
        assertEquals(1, server.connections());
        var mail = server.mails().getFirst();
        assertEquals("status@talk.example", mail.from());
        assertEquals(Optional.of(JIN), mail.header("To"));
        assertFalse(mail.raw().contains(MINA));
        assertEquals(Optional.of("auto-generated"), mail.header("Auto-Submitted"));
        assertEquals(Optional.of("All"), mail.header("X-Auto-Response-Suppress"));
        assertEquals(Optional.of("<status.talk.example>"), mail.header("List-Id"));
        assertTrue(mail.header("Content-Type").orElseThrow().startsWith("multipart/alternative"), mail::raw);
        assertTrue(mail.header("Date").orElseThrow().startsWith("Sun, 22 Nov 2026 12:00:00"), mail::raw);
        assertTrue(mail.messageId().matches("<k1\\.[0-9a-f]{16}@talk\\.example>"), mail::messageId);
    }

    @Test
    void everyTryCarriesTheSameBytes() {
        var account = account(JIN);
        server.plan(SmtpFault.ACCEPT_AND_DROP);
        assertInstanceOf(Outcome.Deferred.class, channel(server.url()).send(first(), account));
        delivered(channel(server.url()).send(first(), account));
        assertEquals(2, server.mails().size());
        assertEquals(server.mails().getFirst().raw(), server.mails().getLast().raw());
    }

    @Test
    void anIncidentIsOneThread() {
        var channel = channel(server.url());
        var root = delivered(channel.send(first(), account(JIN))).orElseThrow();
        var second = delivered(channel.send(replying("k2", root, root), account(JIN)))
                .orElseThrow();
        delivered(channel.send(replying("k3", second, root), account(JIN)));
        var mails = server.mails();
        var ids = mails.stream().map(SmtpMail::messageId).toList();
        assertEquals(
                List.of(Optional.empty(), Optional.of(ids.get(0)), Optional.of(ids.get(1))),
                mails.stream().map(mail -> mail.header("In-Reply-To")).toList());
        assertEquals(
                List.of(Optional.empty(), Optional.of(ids.get(0)), Optional.of(ids.get(0) + " " + ids.get(1))),
                mails.stream().map(mail -> mail.header("References")).toList());
        assertEquals(
                1, mails.stream().map(mail -> mail.header("Subject")).distinct().count());
    }

    @Test
    void theSubjectMayCarryTheStage() {
        var account = new Account("t", Map.of("recipients", JIN, "subject", "STAGE"));
        delivered(channel(server.url()).send(first(), account));
        delivered(channel(server.url()).send(first(), account(MINA)));
        assertFalse(server.mails()
                .getFirst()
                .header("Subject")
                .equals(server.mails().getLast().header("Subject")));
    }

    @ParameterizedTest
    @EnumSource(
            value = SmtpFault.class,
            names = {"BUSY", "GREYLIST", "DEFER_MAIL", "DROP_DATA"})
    void d04_whatWasNotTakenIsTriedAgain(SmtpFault fault) {
        var account = account(JIN);
        server.plan(fault);
        assertInstanceOf(Outcome.Deferred.class, channel(server.url()).send(first(), account));
        assertTrue(server.mails().isEmpty());
        delivered(channel(server.url()).send(first(), account));
        assertEquals(1, server.mails().size());
    }

    @ParameterizedTest
    @EnumSource(
            value = SmtpFault.class,
            names = {"REFUSE_RECIPIENT", "REFUSE_MAIL"})
    void d04_whatIsRefusedIsNotTriedAgain(SmtpFault fault) {
        server.plan(fault);
        var refused =
                assertInstanceOf(Outcome.Refused.class, channel(server.url()).send(first(), account(JIN)));
        assertTrue(refused.reason().contains("It says: “55"), refused.reason());
    }

    @ParameterizedTest
    @EnumSource(
            value = SmtpFault.class,
            names = {"DROP_AFTER_DOT", "ACCEPT_AND_DROP"})
    void d04_aLostAnswerIsTriedOnceMoreWithTheSameMessageId(SmtpFault fault) {
        var account = account(JIN);
        server.plan(fault);
        assertInstanceOf(Outcome.Deferred.class, channel(server.url()).send(first(), account));
        delivered(channel(server.url()).send(first(), account));
        assertEquals(1, server.read(JIN).size());
    }

    @Test
    void d04_anAnswerThatIsLostTwiceIsForStaff() {
        var account = account(JIN);
        server.plan(SmtpFault.ACCEPT_AND_DROP, SmtpFault.ACCEPT_AND_DROP);
        assertInstanceOf(Outcome.Deferred.class, channel(server.url()).send(first(), account));
        var unknown = assertInstanceOf(
                Outcome.Unconfirmed.class, channel(server.url()).send(first(), account));
        assertTrue(unknown.reason().contains(JIN), unknown.reason());
        assertInstanceOf(Finding.Unknown.class, channel(server.url()).find(first(), account));
        delivered(channel(server.url()).send(first(), account));
        assertEquals(1, server.read(JIN).size());
    }

    @ParameterizedTest
    @EnumSource(
            value = SmtpFault.class,
            names = {"ACCEPT_AND_HANG", "SILENT"})
    void d03_aServerThatHangsIsLeftWithinTheDeadline(SmtpFault fault) {
        server.plan(fault);
        var start = System.nanoTime();
        assertInstanceOf(Outcome.Deferred.class, hurried(server.url()).send(first(), account(JIN)));
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(6).toNanos());
    }

    @Test
    void whoHasItDoesNotGetItAgain() {
        var account = account(JIN, MINA, "lee@talk.example");
        server.plan(SmtpFault.NONE, SmtpFault.GREYLIST);
        assertInstanceOf(Outcome.Deferred.class, channel(server.url()).send(first(), account));
        assertEquals(2, server.mails().size());
        delivered(channel(server.url()).send(first(), account));
        assertEquals(
                List.of(JIN, "lee@talk.example", MINA),
                server.mails().stream().map(SmtpMail::to).toList());
    }

    @Test
    void d05_oneBadAddressHoldsNobodyUpAndIsShownAtTheNextCheck() {
        var account = account("gone@talk.example", JIN);
        server.unknown("gone@talk.example");
        delivered(channel(server.url()).send(first(), account));
        assertEquals(1, server.mails().size());
        var ready = assertInstanceOf(Check.Ready.class, channel(server.url()).check(account));
        assertTrue(ready.warnings().getFirst().contains("gone@talk.example"), ready.warnings()::toString);
    }

    @Test
    void aRefusalOfTheLastMailIsShownThoughTheServerSaysNothingBeforehand() {
        var account = account(JIN, MINA);
        server.plan(SmtpFault.REFUSE_MAIL);
        delivered(channel(server.url()).send(first(), account));
        var ready = assertInstanceOf(Check.Ready.class, channel(server.url()).check(account));
        assertTrue(ready.warnings().getFirst().startsWith("The last mail to " + JIN), ready.warnings()::toString);
        delivered(channel(server.url()).send(replying("k2", "k1@talk.example", "k1@talk.example"), account));
        assertEquals(List.of(), ((Check.Ready) channel(server.url()).check(account)).warnings());
    }

    @Test
    void aServerThatHangsUpAfterEachMailIsCalledAgain() {
        server.plan(SmtpFault.ACCEPT_AND_LEAVE, SmtpFault.ACCEPT_AND_LEAVE, SmtpFault.ACCEPT_AND_LEAVE);
        delivered(channel(server.url()).send(first(), account(JIN, MINA, "lee@talk.example")));
        assertEquals(3, server.mails().size());
        assertEquals(3, server.connections());
    }

    @Test
    void whenItsTimeRunsOutNothingMoreLeaves() {
        var held = new Message(
                "k1",
                "글",
                "ko",
                Optional.empty(),
                1,
                EmailFixtures.NOW,
                () -> server.mails().isEmpty());
        assertInstanceOf(Outcome.Deferred.class, channel(server.url()).send(held, account(JIN, MINA)));
        assertEquals(1, server.mails().size());
        var late = new Message("k2", "글", "ko", Optional.empty(), 1, EmailFixtures.NOW, () -> false);
        assertInstanceOf(Outcome.Deferred.class, channel(server.url()).send(late, account(JIN)));
        assertEquals(1, server.mails().size());
    }

    @Test
    void aWrongPasswordHoldsTheAccountAndIsNotRepeated() {
        server.login("herald", "p@ss/한글");
        var wrong = channel("smtp://herald:hush@127.0.0.1:" + server.port());
        var held = assertInstanceOf(Outcome.Unauthorised.class, wrong.send(first(), account(JIN)));
        assertFalse(held.reason().contains("hush"), held.reason());
        assertInstanceOf(Check.Broken.class, wrong.check(account(JIN)));
        var right = channel("smtp://herald:p%40ss%2F%ED%95%9C%EA%B8%80@127.0.0.1:" + server.port());
        delivered(right.send(first(), account(JIN)));
    }

    @Test
    void withoutAPasswordAServerThatWantsOneHoldsTheAccount() {
        server.login("herald", "hush");
        assertInstanceOf(Outcome.Unauthorised.class, channel(server.url()).send(first(), account(JIN)));
    }

    @Test
    void aSenderTheServerDoesNotTakeHoldsTheAccount() {
        server.plan(SmtpFault.REFUSE_SENDER);
        assertInstanceOf(Outcome.Unauthorised.class, channel(server.url()).send(first(), account(JIN)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp://127.0.0.1:1", "smtp://mail.invalid:25"})
    void whereNothingListensNothingWasSent(String url) {
        assertInstanceOf(Outcome.Deferred.class, channel(url).send(first(), account(JIN)));
        assertInstanceOf(Check.Unknown.class, channel(url).check(account(JIN)));
    }

    @Test
    void aServerThatDoesNotSpeakTlsHasHadNothing() {
        var url = "smtps://127.0.0.1:" + server.port();
        assertInstanceOf(Outcome.Deferred.class, hurried(url).send(first(), account(JIN)));
        assertTrue(server.mails().isEmpty());
    }

    @Test
    void checkingSendsNothing() {
        var ready = assertInstanceOf(Check.Ready.class, channel(server.url()).check(account(JIN, MINA)));
        assertEquals("2 addresses by way of 127.0.0.1", ready.who());
        assertTrue(server.commands().stream().noneMatch("DATA"::equals));
        assertTrue(server.mails().isEmpty());
    }

    /** What could begin a header, end it, or end the mail. */
    static final List<String> NASTY = List.of(
            "장애\r\nBcc: everybody@talk.example",
            "장애\nBcc: everybody@talk.example",
            "장애\rBcc: everybody@talk.example",
            "장애\u0000Bcc: x\u2028Bcc: y\u2029Bcc: z\u0085Bcc: q\u000bBcc: v\u000cBcc: w",
            "plain\r\nBcc: everybody@talk.example\r\n\r\nbody\r\n.\r\nMAIL FROM:<a@b.c>",
            "a".repeat(2_000),
            "\ud800\u202e=?UTF-8?Q?=0D=0ABcc:_x?=");

    static IntStream nasty() {
        return IntStream.range(0, NASTY.size());
    }

    @ParameterizedTest
    @MethodSource("nasty")
    void d13_noWordsOfPeopleBecomeAHeader(int index) {
        var title = NASTY.get(index);
        var before = first();
        for (var subject : List.of("SAME", "STAGE")) {
            var account = new Account("t", Map.of("recipients", JIN, "subject", subject));
            var message = EmailFixtures.message("k" + index + "\r\nBcc: x", title, Optional.empty(), Optional.empty());
            delivered(channel(server.url()).send(message, account));
        }
        delivered(channel(server.url()).send(before, account(JIN)));
        var expected = names(server.mails().getLast());
        for (var mail : server.mails()) {
            assertEquals(expected, names(mail));
            assertEquals(JIN, mail.to());
        }
        assertEquals(3, server.mails().size());
    }

    private static List<String> names(SmtpMail mail) {
        return mail.fields().stream().map(field -> field.split(":")[0]).sorted().toList();
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "jin",
        "jin@",
        "@talk.example",
        "'jin@talk.example>'",
        "'<jin@talk.example>'",
        "진@talk.example",
        "'jin@talk.example\u0000'",
        "jin@-x.example",
        "a..b@talk.example",
        "'\"a b\"@talk.example'"
    })
    void d13_whatIsNoAddressIsRefusedWhenItIsEntered(String text) {
        assertEquals(
                1,
                channel(server.url())
                        .problems(account(JIN, text.isEmpty() ? "x" : text))
                        .size());
    }

    @Test
    void addressesAreReadAsPeopleWriteThem() {
        var written = new Account(
                "t", Map.of("recipients", " jin@Talk.Example; mina@talk.example\njin@talk.example,lee@톡.example"));
        assertEquals(
                List.of(JIN, MINA, "lee@" + IDN.toASCII("톡.example")),
                Recipients.of(written).stream().map(Address::toString).toList());
    }

    @Test
    void nobodyToWriteToAndTooManyAreSaid() {
        var channel = channel(server.url());
        assertEquals(1, channel.problems(new Account("t", Map.of())).size());
        var many =
                IntStream.range(0, 101).mapToObj(i -> "a" + i + "@talk.example").toArray(String[]::new);
        assertEquals(1, channel.problems(account(many)).size());
        assertEquals(List.of(), channel.problems(account(JIN)));
    }

    @ParameterizedTest
    @CsvSource({",a@b.example", "http://x,a@b.example", "smtp://,a@b.example", "smtp://h,", "smtp://h,nobody"})
    void aServerThatIsNotSetUpIsSaidWithoutItsPassword(String url, String from) {
        var smtp = new Smtp(new SmtpSettings(url, from, true), EmailFixtures.PATIENT);
        assertEquals(
                1,
                new EmailChannel(smtp, EmailFixtures.CLOCK)
                        .problems(account(JIN))
                        .size());
        assertInstanceOf(
                Outcome.Unauthorised.class, new EmailChannel(smtp, EmailFixtures.CLOCK).send(first(), account(JIN)));
        assertInstanceOf(
                Outcome.Unauthorised.class,
                new Mailer(smtp, EmailFixtures.CLOCK).send(new Letter("k", JIN, "s", "t", Optional.empty())));
    }

    @Test
    void secretsAreNotPrinted() {
        var server = SmtpServer.of("smtp://herald:hush@mail.example.com").orElseThrow();
        assertFalse(server.toString().contains("hush"));
        assertFalse(
                new SmtpSettings("smtp://u:hush@h", "a@b.c", true).toString().contains("hush"));
        assertFalse(new Letter("k", JIN, "s", "https://x/reset/hush", Optional.empty())
                .toString()
                .contains("hush"));
        assertEquals(587, server.port());
        assertEquals(
                465, SmtpServer.of("smtps://mail.example.com").orElseThrow().port());
    }

    @Test
    void theLinkIsAddedOnlyWhereTheWordsDoNotNameIt() {
        var link = URI.create("https://status.talk.example/incidents/abc");
        var channel = channel(server.url());
        assertEquals(
                "글\n" + link,
                channel.fit(new Words("글", Optional.of(link), "ko"), account(JIN))
                        .text());
        assertEquals(
                "글 " + link,
                channel.fit(new Words("글 " + link, Optional.of(link), "ko"), account(JIN))
                        .text());
    }

    @Test
    void aMailThatIsOutStaysAsItIs() {
        var edit = new Message(
                "k",
                new Act.Edit("k1@talk.example"),
                "글",
                Optional.empty(),
                "ko",
                Optional.empty(),
                Optional.empty(),
                1,
                EmailFixtures.NOW,
                () -> true);
        assertInstanceOf(Outcome.Refused.class, channel(server.url()).send(edit, account(JIN)));
        assertTrue(server.mails().isEmpty());
    }

    @Test
    void aLetterGoesToOnePerson() {
        var mailer = new Mailer(EmailFixtures.smtp(server.url()), EmailFixtures.CLOCK);
        var letter = new Letter("invite-1", JIN, "초대", "https://status.talk.example/join/x", Optional.empty());
        server.plan(SmtpFault.GREYLIST);
        assertInstanceOf(Outcome.Deferred.class, mailer.send(letter));
        assertInstanceOf(Outcome.Delivered.class, mailer.send(letter));
        assertTrue(
                server.mails().getFirst().header("Content-Type").orElseThrow().startsWith("text/plain"));
        assertEquals(Optional.empty(), server.mails().getFirst().header("List-Id"));
        assertInstanceOf(Outcome.Refused.class, mailer.send(new Letter("k", "nobody", "s", "t", Optional.empty())));
    }

    private static Optional<String> delivered(Outcome outcome) {
        return assertInstanceOf(Outcome.Delivered.class, outcome).receipt().remoteId();
    }
}
