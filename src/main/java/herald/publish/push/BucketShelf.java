package herald.publish.push;

import herald.channel.CallDeadlines;
import herald.publish.Document;
import io.micronaut.core.annotation.Nullable;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A bucket. Objects that have a compressed form are stored in it, with {@code Content-Encoding: gzip}: browsers, feed readers and
 * CDNs all take it, and a bucket cannot choose.
 */
final class BucketShelf implements Shelf {

    private static final String NO_CACHE = "no-cache";

    private final BucketSettings settings;
    private final S3Client s3;
    private final String prefix;
    private volatile boolean conditional = true;

    BucketShelf(BucketSettings settings, CallDeadlines deadlines) {
        this.settings = settings;
        this.prefix = settings.keyPrefix();
        var builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(deadlines.connect())
                        .socketTimeout(deadlines.read()))
                .region(Region.of(settings.regionOrDefault()))
                .forcePathStyle(settings.isPathStyle())
                .credentialsProvider(credentials(settings))
                // Others than Amazon's do not know its newer checksums and chunks.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(S3Configuration.builder()
                        .chunkedEncodingEnabled(false)
                        .expectContinueEnabled(false)
                        .build())
                .overrideConfiguration(
                        all -> all.apiCallTimeout(deadlines.total()).retryStrategy(RetryMode.STANDARD));
        settings.endpointUri().ifPresent(builder::endpointOverride);
        this.s3 = builder.build();
    }

    private static AwsCredentialsProvider credentials(BucketSettings settings) {
        return settings.accessKey() == null
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(settings.accessKey(), settings.secretKey()));
    }

    @Override
    public String name() {
        return "the " + settings;
    }

    @Override
    public void check() {
        read(Push.VERSION);
    }

    @Override
    public Optional<Lock> lock(String place) {
        return Optional.of(() -> {});
    }

    @Override
    public boolean locks() {
        return false;
    }

    @Override
    public Optional<Stored> read(String path) {
        return call(() -> {
            try {
                var object =
                        s3.getObjectAsBytes(get -> get.bucket(settings.bucket()).key(prefix + path));
                return Optional.of(
                        new Stored(object.asByteArrayUnsafe(), object.response().eTag()));
            } catch (S3Exception failure) {
                if (failure.statusCode() == 404 && !isNoBucket(failure)) {
                    return Optional.empty();
                }
                throw failure;
            }
        });
    }

    @Override
    public void write(String path, byte[] bytes, String contentType) {
        call(() -> s3.putObject(book(path, contentType).build(), RequestBody.fromBytes(bytes)));
    }

    @Override
    public Optional<String> replace(String path, byte[] bytes, String contentType, @Nullable String tag) {
        return call(() -> {
            try {
                var put = book(path, contentType);
                if (conditional) {
                    put = tag == null ? put.ifNoneMatch("*") : put.ifMatch(tag);
                } else if (!read(path).map(Stored::tag).equals(Optional.ofNullable(tag))) {
                    return Optional.empty();
                }
                return Optional.of(
                        s3.putObject(put.build(), RequestBody.fromBytes(bytes)).eTag());
            } catch (S3Exception failure) {
                return refused(failure, path, bytes, contentType, tag);
            }
        });
    }

    private Optional<String> refused(
            S3Exception failure, String path, byte[] bytes, String contentType, @Nullable String tag) {
        boolean isGone = failure.statusCode() == 404 && !isNoBucket(failure);
        if (isGone || failure.statusCode() == 409 || failure.statusCode() == 412) {
            return Optional.empty();
        }
        if (failure.statusCode() == 501 && conditional) {
            // It knows no conditions: all that is left is to look just before.
            conditional = false;
            return replace(path, bytes, contentType, tag);
        }
        throw failure;
    }

    private PutObjectRequest.Builder book(String path, String contentType) {
        return PutObjectRequest.builder()
                .bucket(settings.bucket())
                .key(prefix + path)
                .contentType(contentType)
                .cacheControl(NO_CACHE);
    }

    @Override
    public boolean holdsAnother(String path, Document document) {
        return false;
    }

    @Override
    public void prepare(String place, Piece piece) {}

    @Override
    public void put(String place, Piece piece) {
        var document = piece.document();
        var gzip = document.gzip();
        call(() -> s3.putObject(
                put -> {
                    put.bucket(settings.bucket())
                            .key(prefix + place + piece.path())
                            .contentType(document.contentType())
                            .cacheControl(document.caching().header());
                    if (gzip != null) {
                        put.contentEncoding("gzip");
                    }
                },
                RequestBody.fromBytes(gzip == null ? document.bytes() : gzip)));
    }

    @Override
    public void delete(String place, String path) {
        call(() -> s3.deleteObject(delete -> delete.bucket(settings.bucket()).key(prefix + place + path)));
    }

    @Override
    public void settle() {}

    @Override
    public void close() {
        s3.close();
    }

    private <T> T call(Supplier<T> work) {
        try {
            return work.get();
        } catch (S3Exception refused) {
            throw new PushException(reason(refused), refused);
        } catch (SdkException silent) {
            throw new PushException(
                    "It does not answer (" + root(silent) + "). Check HERALD_PUBLISH_S3_ENDPOINT and the network.",
                    silent);
        }
    }

    /** Never with what the far side says in full: it may repeat the request. */
    private static String reason(S3Exception refused) {
        var code = refused.awsErrorDetails() == null
                ? ""
                : refused.awsErrorDetails().errorCode();
        var said = "It answers " + refused.statusCode() + (code == null || code.isEmpty() ? "" : " " + code) + ". ";
        if (isNoBucket(refused)) {
            return said + "Make the bucket, or mend HERALD_PUBLISH_S3_BUCKET.";
        }
        return said
                + switch (refused.statusCode()) {
                    case 401, 403 ->
                        "Mend HERALD_PUBLISH_S3_ACCESS_KEY and HERALD_PUBLISH_S3_SECRET_KEY, or give their owner the"
                                + " right to list the bucket and to get, put and delete its objects.";
                    case 301, 307, 400 ->
                        "Check HERALD_PUBLISH_S3_REGION, HERALD_PUBLISH_S3_ENDPOINT and"
                                + " HERALD_PUBLISH_S3_PATH_STYLE.";
                    default -> "Herald tries again by itself.";
                };
    }

    private static boolean isNoBucket(S3Exception failure) {
        return failure instanceof NoSuchBucketException
                || (failure.awsErrorDetails() != null
                        && "NoSuchBucket".equals(failure.awsErrorDetails().errorCode()));
    }

    private static String root(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        var message = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
        return root.getClass().getSimpleName().replaceFirst("Exception$", "").toLowerCase(Locale.ROOT) + ": " + message;
    }
}
