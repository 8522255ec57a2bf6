package herald.api;

import herald.database.Idempotency;
import herald.database.Idempotency.Answer;
import herald.database.Transactions;
import herald.page.InvalidException;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The way of every call: its body is read, its key looked up, its work done, and its answer written. */
@Singleton
class Calls {

    static final MediaType JSON = MediaType.of("application/json; charset=utf-8");

    private static final int LONGEST_KEY = 255;
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"?(\\d{1,18})\"?");

    private final Bodies bodies;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Failures failures;
    private final JsonMapper json;

    Calls(Bodies bodies, Idempotency idempotency, Transactions transactions, Failures failures, JsonMapper json) {
        this.bodies = bodies;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.failures = failures;
        this.json = json;
    }

    /** Answers what {@code reading} finds at one moment of the database. */
    HttpResponse<?> read(Supplier<Reply> reading) {
        try {
            return response(transactions.snapshot(() -> written(reading.get())));
        } catch (RuntimeException failure) {
            return failures.answer(failure);
        }
    }

    /** Answers what {@code writing} did; with an {@code Idempotency-Key}, what it did the first time. */
    HttpResponse<?> write(HttpRequest<byte[]> request, Function<Fields, Reply> writing) {
        try {
            var body = request.getBody(byte[].class).orElse(new byte[0]);
            var fields = bodies.read(body);
            var key = request.getHeaders().findFirst("Idempotency-Key").orElse("");
            if (key.isEmpty()) {
                return response(written(writing.apply(fields)));
            }
            if (key.length() > LONGEST_KEY) {
                throw new InvalidException(List.of("Idempotency-Key: use at most " + LONGEST_KEY + " characters."));
            }
            return response(idempotency.once(
                    Gate.actor(request).code(), key, fingerprint(request, body), () -> written(writing.apply(fields))));
        } catch (RuntimeException failure) {
            return failures.answer(failure);
        }
    }

    /** The version that the caller says he has seen; null when he does not say, -1 when it can be none of ours. */
    static @Nullable Long seen(HttpRequest<?> request) {
        var given =
                request.getHeaders().findFirst("If-Match").map(String::strip).orElse("*");
        if (given.equals("*") || given.isEmpty()) {
            return null;
        }
        var match = TAG.matcher(given);
        return match.matches() ? Long.parseLong(match.group(1)) : -1L;
    }

    private Answer written(Reply reply) {
        try {
            return new Answer(
                    reply.status(), reply.tag(), reply.body() == null ? "" : json.writeValueAsString(reply.body()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static HttpResponse<?> response(Answer answer) {
        var response = HttpResponse.status(HttpStatus.valueOf(answer.status()));
        if (answer.tag() != null) {
            response.header("ETag", answer.tag());
        }
        return answer.body().isEmpty() ? response : response.body(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private static String fingerprint(HttpRequest<?> request, byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((request.getMethodName() + " " + request.getPath().replaceFirst("\\.json$", "") + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
