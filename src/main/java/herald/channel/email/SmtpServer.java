package herald.channel.email;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.Locale;
import java.util.Optional;

/**
 * The mail server, as {@code HERALD_SMTP_URL} names it.
 *
 * @param encrypted whether TLS is spoken from the first byte, and not from {@code STARTTLS} on
 */
record SmtpServer(String host, int port, boolean encrypted, Optional<Login> login) {

    /** A name and a password. */
    record Login(String user, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }

    private static final int SUBMISSION = 587;
    private static final int SUBMISSION_OVER_TLS = 465;

    /** Empty for what is no address of a mail server. */
    static Optional<SmtpServer> of(String url) {
        try {
            var address = new URI(url.strip());
            var scheme = Optional.ofNullable(address.getScheme()).orElse("").toLowerCase(Locale.ROOT);
            boolean encrypted = scheme.equals("smtps");
            if ((!encrypted && !scheme.equals("smtp")) || address.getHost() == null || address.getPort() > 65_535) {
                return Optional.empty();
            }
            int usual = encrypted ? SUBMISSION_OVER_TLS : SUBMISSION;
            return Optional.of(new SmtpServer(
                    address.getHost().replaceAll("^\\[|]$", ""),
                    address.getPort() < 0 ? usual : address.getPort(),
                    encrypted,
                    Optional.ofNullable(address.getRawUserInfo()).map(SmtpServer::login)));
        } catch (URISyntaxException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Login login(String userInfo) {
        var parts = userInfo.split(":", 2);
        return new Login(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
    }

    /** A plus is a plus here, and no space. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }
}
