package herald.channel.email;

import static herald.channel.email.EmailFixtures.CLOCK;
import static herald.channel.email.EmailFixtures.FROM;
import static herald.channel.email.EmailFixtures.PATIENT;
import static herald.channel.email.EmailFixtures.account;
import static herald.channel.email.EmailFixtures.first;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import herald.channel.Outcome;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMultipart;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a mail server of other people's making, read as a mail program reads. */
class GreenMailTest {

    private GreenMail greenMail;

    private GreenMail started(String protocol) {
        greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
        greenMail.start();
        return greenMail;
    }

    private int port() {
        return (greenMail.getSmtp() == null ? greenMail.getSmtps() : greenMail.getSmtp()).getPort();
    }

    @AfterEach
    void stop() {
        greenMail.stop();
    }

    @Test
    void koreanArrivesAsItWasWritten() throws Exception {
        started(ServerSetup.PROTOCOL_SMTP).setUser("jin@talk.example", "jin", "hush");
        var channel = EmailFixtures.channel("smtp://jin:hush@127.0.0.1:" + port());
        assertInstanceOf(Outcome.Delivered.class, channel.send(first(), account("jin@talk.example")));
        var mail = greenMail.getReceivedMessages()[0];
        assertEquals("[톡] 메시지 수신 장애", mail.getSubject());
        var from = (InternetAddress) mail.getFrom()[0];
        assertEquals("톡 상태", from.getPersonal());
        assertEquals("status@talk.example", from.getAddress());
        var parts = (MimeMultipart) mail.getContent();
        assertEquals(2, parts.getCount());
        assertEquals(
                first().text(),
                ((String) parts.getBodyPart(0).getContent())
                        .replace("\r\n", "\n")
                        .strip());
        assertTrue(parts.getBodyPart(1).isMimeType("text/html"));
        assertEquals(
                first().mail().orElseThrow().html(),
                ((String) parts.getBodyPart(1).getContent()).strip());
        assertNull(mail.getHeader("Bcc"));
    }

    @Test
    void encryptedFromTheFirstByte() throws Exception {
        started(ServerSetup.PROTOCOL_SMTPS);
        var smtp = smtp("smtps://127.0.0.1:" + port(), trustingAnybody());
        assertInstanceOf(
                Outcome.Delivered.class, new EmailChannel(smtp, CLOCK).send(first(), account("jin@talk.example")));
        assertEquals(1, greenMail.getReceivedMessages().length);
    }

    @Test
    void aCertificateThatNobodyVouchesForEndsTheConversation() {
        started(ServerSetup.PROTOCOL_SMTPS);
        var channel = EmailFixtures.channel("smtps://127.0.0.1:" + port());
        assertInstanceOf(Outcome.Deferred.class, channel.send(first(), account("jin@talk.example")));
        assertEquals(0, greenMail.getReceivedMessages().length);
    }

    private static Smtp smtp(String url, SSLSocketFactory tls) {
        return new Smtp(new SmtpSettings(url, FROM, true), PATIENT, () -> tls, address -> false);
    }

    /** GreenMail signs for itself, and not for this address. */
    private static SSLSocketFactory trustingAnybody() throws Exception {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Trusting()}, new SecureRandom());
        return context.getSocketFactory();
    }

    private static final class Trusting extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
