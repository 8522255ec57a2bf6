package herald.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A mail server on loopback that is as strict as RFC 5321 lets it be, and goes wrong as told. Its {@link #mails()} are every copy it ever
 * took, its {@link #read(String)} what people see: a mailbox shows one {@code Message-ID} once.
 */
public final class SmtpStub implements AutoCloseable {

    private static final int LONGEST_LINE = 998;
    private static final int TLS_HANDSHAKE = 0x16;

    private final ServerSocket listening;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<SmtpMail> mails = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final List<String> commands = new ArrayList<>();
    private final Deque<SmtpFault> faults = new ArrayDeque<>();
    private final Set<String> unknown = new HashSet<>();
    private Optional<String> login = Optional.empty();
    private boolean offersTls;
    private Optional<SSLContext> certificate = Optional.empty();
    private int connections;

    public SmtpStub() {
        try {
            listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("smtp-stub").start(this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** {@code smtp://127.0.0.1:PORT}. */
    public String url() {
        return "smtp://127.0.0.1:" + port();
    }

    /** What goes wrong with the next mails, one fault each. */
    public synchronized SmtpStub plan(SmtpFault... next) {
        faults.addAll(List.of(next));
        return this;
    }

    /** An address that is refused whenever it is named. */
    public synchronized SmtpStub unknown(String address) {
        unknown.add(address);
        return this;
    }

    /** From now on nobody is let in without these. */
    public synchronized SmtpStub login(String user, String password) {
        login = Optional.of(user + "\0" + password);
        return this;
    }

    /** Says that it could encrypt, and fails as soon as it is asked to. */
    public synchronized SmtpStub offersTls() {
        offersTls = true;
        return this;
    }

    /** Encrypts when it is asked to, with the certificate of {@code context}. */
    public synchronized SmtpStub encrypts(SSLContext context) {
        offersTls = true;
        certificate = Optional.of(context);
        return this;
    }

    public synchronized List<SmtpMail> mails() {
        return List.copyOf(mails);
    }

    /** What {@code address} sees, in the order it came. */
    public synchronized List<SmtpMail> read(String address) {
        var seen = new HashSet<String>();
        return mails.stream()
                .filter(mail -> mail.to().equals(address) && seen.add(mail.messageId()))
                .toList();
    }

    /** What a client did that no client may. */
    public synchronized List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Every command, in order, without what stands after AUTH. */
    public synchronized List<String> commands() {
        return List.copyOf(commands);
    }

    public synchronized int connections() {
        return connections;
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (var socket : open) socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var socket = listening.accept();
                open.add(socket);
                Thread.ofVirtual().name("smtp-stub-connection").start(() -> converse(socket));
            } catch (IOException _) {
                // Closed.
            }
        }
    }

    private void converse(Socket socket) {
        synchronized (this) {
            connections++;
        }
        try (socket) {
            new Talk(socket).run();
        } catch (IOException _) {
            // The client has gone.
        } finally {
            open.remove(socket);
        }
    }

    private synchronized SmtpFault next(boolean ofConnections) {
        var next = faults.peek();
        boolean isOfConnections = next == SmtpFault.BUSY || next == SmtpFault.SILENT;
        return next != null && isOfConnections == ofConnections ? faults.poll() : SmtpFault.NONE;
    }

    private synchronized void complain(String what) {
        complaints.add(what);
    }

    /** One conversation. */
    private final class Talk {
        private InputStream in;
        private OutputStream out;
        private final Socket socket;
        private boolean encrypted;
        private SmtpFault fault = SmtpFault.NONE;
        private boolean greeted;
        private boolean letIn = login.isEmpty();
        private String from;
        private String to;

        Talk(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
            this.out = socket.getOutputStream();
            socket.setSoTimeout(30_000);
        }

        void run() throws IOException {
            switch (next(true)) {
                case BUSY -> say("421 4.3.2 too busy");
                case SILENT -> in.transferTo(OutputStream.nullOutputStream());
                default -> {
                    say("220 stub ESMTP");
                    while (turn(line())) continue;
                }
            }
        }

        private boolean turn(String line) throws IOException {
            var verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
            synchronized (SmtpStub.this) {
                commands.add(verb.equals("AUTH") ? "AUTH" : line);
            }
            switch (verb) {
                case "EHLO" -> {
                    greeted = true;
                    say("250-stub");
                    if (login.isPresent()) say("250-AUTH PLAIN");
                    if (offersTls && !encrypted) say("250-STARTTLS");
                    say("250-SIZE 10000000");
                    say("250 8BITMIME");
                }
                case "HELO" -> say("250 stub");
                case "STARTTLS" -> {
                    say("220 go on");
                    return encrypts();
                }
                case "AUTH" -> auth(line);
                case "MAIL" -> mail(line);
                case "RCPT" -> recipient(line);
                case "DATA" -> {
                    return data();
                }
                case "RSET" -> {
                    reset();
                    say("250 OK");
                }
                case "NOOP" -> say("250 OK");
                case "QUIT" -> {
                    say("221 bye");
                    return false;
                }
                default -> {
                    complain("unknown command " + verb);
                    say("500 5.5.2 what?");
                }
            }
            return true;
        }

        /** What was said before does not count any more (RFC 3207 §4.2). */
        private boolean encrypts() throws IOException {
            if (certificate.isEmpty()) return false;
            var tls = (SSLSocket) certificate.get().getSocketFactory().createSocket(socket, null, true);
            tls.setUseClientMode(false);
            tls.startHandshake();
            in = new BufferedInputStream(tls.getInputStream());
            out = tls.getOutputStream();
            encrypted = true;
            greeted = false;
            return true;
        }

        private void reset() {
            from = null;
            to = null;
        }

        private void auth(String line) throws IOException {
            // RFC 4616: whom to act as, which may be left out, who it is, and the password.
            var given = new String(
                    Base64.getDecoder().decode(line.replaceFirst("^AUTH PLAIN ", "")), StandardCharsets.UTF_8);
            letIn = given.substring(given.indexOf('\0') + 1).equals(login.orElse("?"));
            say(letIn ? "235 2.7.0 in" : "535 5.7.8 authentication failed");
        }

        private void mail(String line) throws IOException {
            if (!greeted || !line.matches("MAIL FROM:<[^<>\\s]+@[^<>\\s]+>( .*)?")) {
                complain(line);
                say("503 5.5.1 not now");
                return;
            }
            if (!letIn) {
                say("530 5.7.0 authentication required");
                return;
            }
            fault = next(false);
            if (fault == SmtpFault.REFUSE_SENDER) {
                say("550 5.7.1 not from you");
                return;
            }
            from = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
            say("250 2.1.0 OK");
        }

        private void recipient(String line) throws IOException {
            if (from == null || to != null || !line.matches("RCPT TO:<[^<>\\s]+@[^<>\\s]+>( .*)?")) {
                complain(line);
                say("503 5.5.1 one recipient after one sender");
                return;
            }
            var address = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
            boolean isUnknown;
            synchronized (SmtpStub.this) {
                isUnknown = unknown.contains(address);
            }
            if (fault == SmtpFault.REFUSE_RECIPIENT || isUnknown) {
                say("550 5.1.1 <" + address + ">: no such user");
            } else if (fault == SmtpFault.GREYLIST) {
                say("451 4.7.1 greylisted, come again");
            } else {
                to = address;
                say("250 2.1.5 OK");
            }
        }

        private boolean data() throws IOException {
            if (to == null) {
                complain("DATA without a recipient");
                say("503 5.5.1 not now");
                return true;
            }
            say("354 go on");
            if (fault == SmtpFault.DROP_DATA) {
                int first = in.read();
                socket.setSoLinger(first >= 0, 0);
                return false;
            }
            var mail = new SmtpMail(from, to, content());
            reset();
            return ended(mail);
        }

        private boolean ended(SmtpMail mail) throws IOException {
            switch (fault) {
                case DEFER_MAIL -> say("452 4.2.2 no room now");
                case REFUSE_MAIL -> say("554 5.6.0 not such a mail");
                case DROP_AFTER_DOT -> {
                    return false;
                }
                case ACCEPT_AND_DROP -> {
                    take(mail);
                    return false;
                }
                case ACCEPT_AND_HANG -> {
                    take(mail);
                    in.transferTo(OutputStream.nullOutputStream());
                    return false;
                }
                case ACCEPT_AND_LEAVE -> {
                    take(mail);
                    say("250 2.0.0 taken");
                    return false;
                }
                default -> {
                    take(mail);
                    say("250 2.0.0 taken");
                }
            }
            return true;
        }

        private void take(SmtpMail mail) {
            synchronized (SmtpStub.this) {
                mails.add(mail);
            }
            for (var once : List.of("From", "To", "Subject", "Date", "Message-ID", "MIME-Version")) {
                if (mail.all(once).size() != 1)
                    complain(once + " stands there " + mail.all(once).size() + " times");
            }
            if (mail.raw().substring(0, mail.raw().indexOf("\r\n\r\n")).chars().anyMatch(it -> it > 126)) {
                complain("the header is not ASCII");
            }
        }

        /** Up to the final dot, dots unstuffed. */
        private String content() throws IOException {
            var content = new StringBuilder();
            for (var line = line(); !line.equals("."); line = line()) {
                if (line.length() > LONGEST_LINE) complain("a line of " + line.length());
                content.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
            }
            return content.toString();
        }

        /** A line without its end; one that ends in a bare LF or holds a bare CR is against the rules. */
        private String line() throws IOException {
            var line = new ByteArrayOutputStream();
            for (int octet = in.read(); octet != '\n'; octet = in.read()) {
                if (octet < 0 || (octet == TLS_HANDSHAKE && line.size() == 0)) throw new EOFException();
                line.write(octet);
            }
            var text = line.toString(StandardCharsets.ISO_8859_1);
            if (!text.endsWith("\r") || text.indexOf('\r') < text.length() - 1) complain("a bare CR or LF in " + text);
            return text.replace("\r", "");
        }

        private void say(String line) throws IOException {
            out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }
}
