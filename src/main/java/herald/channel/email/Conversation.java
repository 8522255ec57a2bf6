package herald.channel.email;

import herald.channel.Outcome;
import herald.channel.Outcome.Deferred;
import herald.channel.Outcome.Delivered;
import herald.channel.Outcome.Refused;
import herald.channel.Outcome.Unauthorised;
import herald.channel.Outcome.Unconfirmed;
import herald.channel.Quote;
import herald.channel.Receipt;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * One connection to the mail server, and what it said last. Angus tells what went wrong in exceptions of many kinds; here the command and
 * its reply tell it, and become an outcome in one table (RFC 5321 §4.2, §6.1).
 */
final class Conversation extends SMTPTransport {

    /** What Angus says to tidy up: its reply tells nothing of the mail. */
    private static final Set<String> ASIDE = Set.of("RSET", "QUIT", "NOOP");

    private final SmtpServer server;
    private final Sender from;
    private final Runnable end;
    private BooleanSupplier mayLeave = () -> false;
    private String asked = "";
    private int reply;
    private String words = "";
    private boolean aside;

    /** @param end cuts the connection */
    Conversation(Session session, SmtpServer server, Sender from, Runnable end) {
        super(session, null);
        this.server = server;
        this.from = from;
        this.end = end;
    }

    /** Sends {@code mail} to its one recipient. */
    Outcome send(OutgoingMail mail, BooleanSupplier leave) {
        this.mayLeave = leave;
        asked = "";
        reply = 0;
        try {
            sendMessage(
                    mail.written(session, from),
                    new Address[] {new InternetAddress(mail.to().toString())});
        } catch (MessagingException | RuntimeException _) {
            // The command and its reply say more.
        }
        return outcome(OutgoingMail.id(mail.key(), from));
    }

    /** Whether the server may be told more: it has answered the last thing it was asked. */
    boolean goesOn() {
        return reply > 0 && reply != 421;
    }

    private Outcome outcome(String id) {
        return switch (asked) {
            case "." ->
                switch (reply / 100) {
                    case 2 -> new Delivered(new Receipt(Optional.of(id), Optional.empty()));
                    case 4 -> later();
                    case 5 -> new Refused("The mail server does not take this mail." + quote());
                    default ->
                        new Unconfirmed("The mail server had the whole mail and did not answer: it may have sent it.");
                };
            case "MAIL" ->
                reply / 100 == 5 && reply != 552
                        ? new Unauthorised("The mail server takes no mail from " + from.address()
                                + ": check HERALD_SMTP_FROM and the account in HERALD_SMTP_URL." + quote())
                        : reply == 552 ? new Refused("The mail is too long for the mail server." + quote()) : later();
            case "RCPT", "DATA" ->
                reply / 100 == 5 ? new Refused("The mail server does not take this mail." + quote()) : later();
            default -> later();
        };
    }

    /** Nothing was sent, or the server said so. */
    private Outcome later() {
        return new Deferred(
                reply >= 400
                        ? "The mail server asks to try again later." + quote()
                        : "The conversation with the mail server broke off before the mail was through.",
                Optional.empty());
    }

    /** What became of a conversation that did not come as far as a mail. */
    Outcome notBegun(Exception trouble) {
        if (trouble instanceof AuthenticationFailedException && (reply / 100 == 5 || !asked.equals("AUTH"))) {
            return new Unauthorised(
                    "The mail server does not accept the user and password in HERALD_SMTP_URL." + quote());
        }
        if (Set.of("EHLO", "HELO").contains(asked) && reply / 100 == 2) {
            return new Unauthorised("The mail server offers no encryption (STARTTLS): use one that does, smtps:// in"
                    + " HERALD_SMTP_URL, or set HERALD_SMTP_REQUIRE_TLS=false where the network may be trusted.");
        }
        return asked.equals("STARTTLS") && reply / 100 == 2
                ? new Deferred(
                        "No encrypted connection to the mail server came about: its certificate must be for "
                                + server.host() + " and from an authority this machine trusts.",
                        Optional.empty())
                : later();
    }

    private String quote() {
        return Quote.of("It", OneLine.of(words));
    }

    /** Asks whether the server would take mails from us, and sends none. What it said if not. */
    synchronized Optional<String> refusesUs() throws MessagingException {
        simpleCommand("MAIL FROM:<" + from.address() + ">");
        boolean refuses = reply / 100 == 5;
        var said = quote();
        simpleCommand("RSET");
        return refuses
                ? Optional.of("The mail server takes no mail from " + from.address() + "." + said)
                : Optional.empty();
    }

    /** The same for a mail to {@code recipient}. */
    synchronized Optional<String> refuses(herald.channel.email.Address recipient) throws MessagingException {
        simpleCommand("MAIL FROM:<" + from.address() + ">");
        if (reply / 100 == 2) {
            simpleCommand("RCPT TO:<" + recipient + ">");
        }
        boolean refuses = reply / 100 == 5;
        var said = quote();
        if (!goesOn()) {
            throw new MessagingException("the conversation is over");
        }
        simpleCommand("RSET");
        return refuses
                ? Optional.of("The mail server does not take mail to " + recipient + "." + said)
                : Optional.empty();
    }

    /** With the name and the password, which {@link #connect(java.net.Socket)} has no room for. */
    @Override
    public synchronized void connect(String host, int port, String user, String password) throws MessagingException {
        super.connect(
                server.host(),
                server.port(),
                server.login().map(SmtpServer.Login::user).orElse(null),
                server.login().map(SmtpServer.Login::password).orElse(null));
    }

    /** The last moment: the server waits for the mail. */
    @Override
    protected OutputStream data() throws MessagingException {
        if (!mayLeave.getAsBoolean()) {
            throw new MessagingException("its time ran out before it left");
        }
        return super.data();
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        var verb = command.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
        aside = ASIDE.contains(verb);
        if (!aside) {
            asked = verb;
            reply = 0;
            words = "";
        }
        super.sendCommand(command);
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        int code = super.readServerResponse();
        if (!aside) {
            reply = code;
            words = getLastServerResponse();
        }
        return code;
    }

    /** Says goodbye, if the server still listens. */
    @Override
    public synchronized void close() {
        try {
            super.close();
        } catch (MessagingException | RuntimeException _) {
            // It is over either way.
        }
        end.run();
    }
}
