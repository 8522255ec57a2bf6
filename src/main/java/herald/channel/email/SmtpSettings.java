package herald.channel.email;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * @param url such as {@code smtp://user:password@mail.example.com:587}, or {@code smtps://} for TLS from the first byte; null for no mail
 * @param from such as {@code Acme Status <status@example.com>}
 * @param requireTls whether a server that offers no encryption is refused; not asked of one on this very machine
 */
@Context
@ConfigurationProperties("herald.smtp")
record SmtpSettings(
        @Nullable String url,
        @Nullable String from,
        @Bindable(defaultValue = "true") boolean requireTls) {

    /** Without the address: it holds the password. */
    @Override
    public String toString() {
        return "SmtpSettings[" + from + "]";
    }
}
