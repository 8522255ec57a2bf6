package herald.console;

import herald.database.Idempotency;
import herald.database.Idempotency.Answer;
import herald.page.PublicId;
import herald.staff.Session;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Takes a form once, however often it is sent: each form carries a token of its own. */
@Singleton
class Once {

    private final Idempotency idempotency;

    Once(Idempotency idempotency) {
        this.idempotency = idempotency;
    }

    /**
     * Does {@code work} and answers the id it answered; for a form that was taken before, only the id.
     *
     * @throws herald.database.KeyReusedException when the form was taken before with other words in it
     * @throws herald.database.KeyInUseException while the first press is being worked on
     */
    String code(Session session, Form form, Supplier<String> work) {
        var token = form.has("token") ? form.text("token") : PublicId.random(26);
        return idempotency
                .once(
                        "console " + session.staff().code(),
                        token,
                        fingerprint(form),
                        () -> new Answer(HttpStatus.SEE_OTHER.getCode(), null, work.get()))
                .body();
    }

    private static String fingerprint(Form form) {
        var fields = new TreeMap<>(form.fields());
        fields.remove("_csrf");
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(fields.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
