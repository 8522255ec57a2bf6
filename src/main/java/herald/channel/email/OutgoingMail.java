package herald.channel.email;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One mail as it goes over the wire. Its bytes hang on nothing but this, so that every try sends the same.
 *
 * @param key what its {@code Message-ID} is made of, with the address
 * @param at when it was first sent
 * @param root the key of the thread's first mail, with its domain; empty for that one itself
 * @param parent the same of the mail before it
 * @param headers more of them; ASCII
 */
record OutgoingMail(
        String key,
        Address to,
        String subject,
        String text,
        Optional<String> html,
        Instant at,
        Optional<String> root,
        Optional<String> parent,
        Map<String, String> headers) {

    /** What a mail is known by on all its ways, whoever gets it: the key and the sender's domain. */
    static String id(String key, Sender from) {
        return key.replaceAll("[^A-Za-z0-9.-]", "_") + "@" + from.address().domain();
    }

    /** The {@code Message-ID} of the copy that {@code to} gets of the mail {@code id}. */
    static String messageId(String id, Address to) {
        int at = id.lastIndexOf('@');
        return "<" + id.substring(0, at) + "." + hash(to.toString()) + id.substring(at) + ">";
    }

    /** Short, and the same for ever. */
    static String hash(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256")
                    .digest(text.toLowerCase(Locale.ROOT).getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    MimeMessage written(Session session, Sender from) throws MessagingException {
        var messageId = messageId(id(key, from), to);
        var mail = new Known(session, messageId);
        mail.setFrom(named(from));
        mail.setRecipient(RecipientType.TO, new InternetAddress(to.toString()));
        mail.setSubject(OneLine.of(subject), "UTF-8");
        mail.setSentDate(Date.from(at));
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("X-Auto-Response-Suppress", "All");
        for (var header : headers.entrySet()) {
            mail.setHeader(header.getKey(), header.getValue());
        }
        if (parent.isPresent()) {
            mail.setHeader("In-Reply-To", messageId(parent.get(), to));
            mail.setHeader("References", references());
        }
        if (html.isPresent()) {
            mail.setContent(alternatives(html.get(), hash(messageId)));
        } else {
            mail.setText(text, "UTF-8");
        }
        mail.saveChanges();
        return mail;
    }

    /** The root first, as RFC 5322 §3.6.4 has it; mailboxes find what stands between the two by itself. */
    private String references() {
        return Stream.concat(root.stream(), parent.stream())
                .distinct()
                .map(id -> messageId(id, to))
                .collect(Collectors.joining("\r\n "));
    }

    private MimeMultipart alternatives(String document, String boundary) throws MessagingException {
        var parts = new Alternatives("=_" + boundary);
        var plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        parts.addBodyPart(plain);
        var rich = new MimeBodyPart();
        rich.setText(document, "UTF-8", "html");
        parts.addBodyPart(rich);
        return parts;
    }

    private static InternetAddress named(Sender from) throws MessagingException {
        try {
            return new InternetAddress(from.address().toString(), from.name().isEmpty() ? null : from.name(), "UTF-8");
        } catch (UnsupportedEncodingException impossible) {
            throw new MessagingException("UTF-8", impossible);
        }
    }

    /** Keeps its {@code Message-ID}, where Jakarta Mail would make up a new one each time. */
    private static final class Known extends MimeMessage {
        private final String messageId;

        Known(Session session, String messageId) {
            super(session);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }

    /** Keeps its boundary likewise. */
    private static final class Alternatives extends MimeMultipart {
        Alternatives(String boundary) {
            super("alternative");
            contentType = "multipart/alternative; boundary=\"" + boundary + "\"";
        }
    }
}
