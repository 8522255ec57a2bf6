package herald.channel;

import io.micronaut.serde.annotation.Serdeable;

/**
 * What a mail has beside its plain text, from the theme's mail templates; frozen with the message.
 *
 * @param subject one line
 * @param html a whole document
 */
@Serdeable
public record Mail(String subject, String html) {}
