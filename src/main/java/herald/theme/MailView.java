package herald.theme;

import herald.markdown.Html;
import io.micronaut.core.annotation.Nullable;

/**
 * What only a mail says, known as {@code mail} beside the post, template {@code messages/email.html.ftlh}.
 *
 * @param language of the mail, for {@code lang}
 * @param direction {@code ltr} or {@code rtl}
 * @param body what staff wrote, with its paragraphs, lists and links
 * @param manage where the reader changes what comes; null where there is no such place
 * @param unsubscribe where the reader ends it; null for mails nobody subscribed to
 */
public record MailView(
        String language,
        String direction,
        Html body,
        @Nullable String manage,
        @Nullable String unsubscribe) {}
