package herald.channel.email;

import static herald.channel.email.EmailFixtures.CLOCK;
import static herald.channel.email.EmailFixtures.FROM;
import static herald.channel.email.EmailFixtures.PATIENT;
import static herald.channel.email.EmailFixtures.account;
import static herald.channel.email.EmailFixtures.first;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.channel.Check;
import herald.channel.Outcome;
import herald.testing.SmtpStub;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail to a server that is not on this machine, as far as Herald is told. */
class StartTlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String LOGIN = "herald:hush@";

    @TempDir
    static Path folder;

    private static SSLContext localhost;
    private static SSLContext elsewhere;

    private SmtpStub server;

    @BeforeAll
    static void certify() throws Exception {
        localhost = certified("localhost");
        elsewhere = certified("mail.elsewhere.example");
    }

    @BeforeEach
    void start() {
        server = new SmtpStub().login("herald", "hush");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theConversationIsEncryptedBeforeThePasswordIsSaid() {
        server.encrypts(localhost);
        assertInstanceOf(Outcome.Delivered.class, sent(true, localhost.getSocketFactory()));
        assertEquals("STARTTLS", server.commands().get(1));
        assertTrue(server.commands().indexOf("AUTH") > 1);
    }

    @Test
    void aServerThatOffersNoEncryptionHearsNoPassword() {
        var held = assertInstanceOf(Outcome.Unauthorised.class, sent(true, localhost.getSocketFactory()));
        assertTrue(held.reason().contains("STARTTLS"), held.reason());
        assertNothingSaid();
        var channel = new EmailChannel(smtp(true, localhost.getSocketFactory()), CLOCK);
        assertInstanceOf(Check.Broken.class, channel.check(account("jin@talk.example")));
    }

    @Test
    void aCertificateForAnotherNameEndsTheConversation() {
        server.encrypts(elsewhere);
        var put = assertInstanceOf(Outcome.Deferred.class, sent(true, elsewhere.getSocketFactory()));
        assertTrue(put.reason().contains("certificate"), put.reason());
        assertNothingSaid();
    }

    @Test
    void aCertificateThatNobodyVouchesForEndsTheConversation() {
        server.encrypts(localhost);
        assertInstanceOf(Outcome.Deferred.class, sent(true, elsewhere.getSocketFactory()));
        assertNothingSaid();
    }

    @Test
    void aServerThatFailsToEncryptHearsNoPassword() {
        server.offersTls();
        assertInstanceOf(Outcome.Deferred.class, sent(true, localhost.getSocketFactory()));
        assertNothingSaid();
    }

    @Test
    void whereTlsIsNotRequiredItIsTakenAsItIsOffered() {
        assertInstanceOf(Outcome.Delivered.class, sent(false, localhost.getSocketFactory()));
        server.encrypts(elsewhere);
        assertInstanceOf(Outcome.Delivered.class, sent(false, localhost.getSocketFactory()));
        assertTrue(server.commands().contains("STARTTLS"));
    }

    private void assertNothingSaid() {
        assertTrue(server.commands().stream().noneMatch(said -> said.equals("AUTH") || said.startsWith("MAIL")));
        assertTrue(server.mails().isEmpty());
    }

    private Outcome sent(boolean requireTls, SSLSocketFactory tls) {
        return new EmailChannel(smtp(requireTls, tls), CLOCK).send(first(), account("jin@talk.example"));
    }

    private Smtp smtp(boolean requireTls, SSLSocketFactory tls) {
        var url = "smtp://" + LOGIN + "localhost:" + server.port();
        return new Smtp(new SmtpSettings(url, FROM, requireTls), PATIENT, () -> tls, _ -> false);
    }

    /** Has a certificate for {@code name}, and trusts it. */
    private static SSLContext certified(String name) throws Exception {
        var file = folder.resolve(name + ".p12");
        var made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "mail",
                        "-storetype",
                        "PKCS12",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=dns:" + name,
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        var says = new String(made.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, made.waitFor(), says);
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        var ours = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        ours.init(keys, PASSWORD);
        // A key is no authority by itself: its certificate is entered as one.
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("mail", keys.getCertificate("mail"));
        var theirs = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        theirs.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(ours.getKeyManagers(), theirs.getTrustManagers(), null);
        return context;
    }
}
