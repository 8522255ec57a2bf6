package herald.channel.email;

import herald.channel.CallDeadlines;
import herald.channel.Outcome;
import herald.channel.http.Names;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens conversations with the operator's mail server, under the deadlines of every outgoing call. Throws nothing for what the server does. */
@Singleton
final class Smtp implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Smtp.class);

    private static final int MOST_ADDRESSES = 3;

    private final SmtpSettings settings;
    private final CallDeadlines deadlines;
    private final Optional<SmtpServer> server;
    private final Optional<Sender> from;
    private final Supplier<SSLSocketFactory> tls;
    private final Predicate<InetAddress> isHere;
    private final ScheduledThreadPoolExecutor watch;

    @Inject
    Smtp(SmtpSettings settings, CallDeadlines deadlines) {
        this(
                settings,
                deadlines,
                () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
                InetAddress::isLoopbackAddress);
    }

    /**
     * @param tls asked for with each connection: who speaks in the clear need not read the machine's certificates
     * @param isHere whether an address is of this very machine
     */
    Smtp(
            SmtpSettings settings,
            CallDeadlines deadlines,
            Supplier<SSLSocketFactory> tls,
            Predicate<InetAddress> isHere) {
        this.settings = settings;
        this.deadlines = deadlines;
        this.server = Optional.ofNullable(settings.url()).flatMap(SmtpServer::of);
        this.from = Optional.ofNullable(settings.from()).flatMap(Sender::of);
        this.tls = tls;
        this.isHere = isHere;
        this.watch = new ScheduledThreadPoolExecutor(
                1, work -> Thread.ofPlatform().daemon().name("mail-deadlines").unstarted(work));
        watch.setRemoveOnCancelPolicy(true);
        if (settings.url() != null) {
            problem().ifPresent(problem -> LOG.error("No mail can be sent. {}", problem));
        }
    }

    sealed interface Opened {}

    record Talking(Conversation conversation) implements Opened {}

    record Shut(Outcome outcome) implements Opened {}

    /** Why no mail can be sent, in words for the operator; empty when it can. */
    Optional<String> problem() {
        if (settings.url() == null || settings.url().isBlank()) {
            return Optional.of(
                    "Herald has no mail server: set HERALD_SMTP_URL and HERALD_SMTP_FROM, then start it again.");
        }
        if (server.isEmpty()) {
            return Optional.of("HERALD_SMTP_URL is not the address of a mail server, such as"
                    + " smtp://user:password@mail.example.com:587 (write characters such as @ and / in the password as"
                    + " %40 and %2F).");
        }
        if (from.isEmpty()) {
            return Optional.of(
                    "HERALD_SMTP_FROM is missing or no mail address, such as" + " “Acme Status <status@example.com>”.");
        }
        return Optional.empty();
    }

    /** To be called only where there is no {@link #problem}, as is everything below. */
    Sender from() {
        return from.orElseThrow();
    }

    String host() {
        return server.orElseThrow().host();
    }

    Duration total() {
        return deadlines.total();
    }

    /** The conversation ends by itself once the deadline for whole calls has passed. */
    Opened open() {
        var known = server.orElseThrow();
        var line = new AtomicReference<>(new Socket());
        var alarm = watch.schedule(() -> shut(line.get()), deadlines.total().toNanos(), TimeUnit.NANOSECONDS);
        Runnable end = () -> {
            alarm.cancel(false);
            shut(line.get());
        };
        try {
            return begun(known, encrypted(known, connected(known, line)), end);
        } catch (IOException trouble) {
            end.run();
            return new Shut(new Outcome.Deferred(
                    "The mail server could not be reached (" + words(trouble) + ").", Optional.empty()));
        }
    }

    private Opened begun(SmtpServer known, Socket connected, Runnable end) {
        var session = session(known, isHere.test(connected.getInetAddress()));
        var conversation = new Conversation(session, known, from(), end);
        try {
            conversation.connect(connected);
            return new Talking(conversation);
        } catch (MessagingException | RuntimeException trouble) {
            end.run();
            return new Shut(conversation.notBegun(trouble));
        }
    }

    /** To the first of its addresses that takes us: a machine may have one that leads nowhere from here. */
    private Socket connected(SmtpServer known, AtomicReference<Socket> line) throws IOException {
        var addresses = List.of(Names.lookUp(known.host(), deadlines.connect()));
        IOException trouble = new UnknownHostException();
        for (var found : addresses.subList(0, Math.min(addresses.size(), MOST_ADDRESSES))) {
            // Under the name we know, or Angus asks DNS for another.
            var address = InetAddress.getByAddress(known.host(), found.getAddress());
            line.set(new Socket());
            try {
                line.get().connect(new InetSocketAddress(address, known.port()), millis(deadlines.connect()));
                line.get().setSoTimeout(millis(deadlines.read()));
                return line.get();
            } catch (IOException next) {
                shut(line.get());
                trouble = next;
            }
        }
        throw trouble;
    }

    private Socket encrypted(SmtpServer known, Socket socket) throws IOException {
        if (!known.encrypted()) {
            return socket;
        }
        var encrypted = (SSLSocket) tls.get().createSocket(socket, known.host(), known.port(), true);
        var parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        return encrypted;
    }

    /** @param near whether the server is on this very machine: nobody can listen in, and its certificate is seldom a real one */
    private Session session(SmtpServer known, boolean near) {
        boolean required = settings.requireTls() && !near && !known.encrypted();
        boolean offered = !near && !known.encrypted();
        var properties = new Properties();
        properties.put("mail.smtp.auth", Boolean.toString(known.login().isPresent()));
        properties.put("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        properties.put("mail.smtp.starttls.enable", Boolean.toString(offered));
        properties.put("mail.smtp.starttls.required", Boolean.toString(required));
        properties.put("mail.smtp.ssl.checkserveridentity", Boolean.toString(required));
        if (required) {
            properties.put("mail.smtp.ssl.socketFactory", tls.get());
        } else {
            // Where it may go in the clear, encrypted to whomever is still the better.
            properties.put("mail.smtp.ssl.trust", "*");
        }
        properties.put("mail.smtp.from", from().address().toString());
        properties.put("mail.smtp.localhost", from().address().domain());
        properties.put("mail.smtp.quitwait", "false");
        return Session.getInstance(properties);
    }

    private static void shut(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is of no use any more either way.
        }
    }

    private static String words(IOException trouble) {
        return switch (trouble) {
            case UnknownHostException _ -> "its name is unknown";
            case SocketTimeoutException _ -> "no connection within the deadline";
            case ConnectException _ -> "nothing listens there";
            case SSLException failure -> "no encrypted connection: " + OneLine.of(String.valueOf(failure.getMessage()));
            default -> "the connection broke off";
        };
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }

    @Override
    @PreDestroy
    public void close() {
        watch.shutdownNow();
    }
}
