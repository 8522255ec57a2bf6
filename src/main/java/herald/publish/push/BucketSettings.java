package herald.publish.push;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A bucket of S3, or of a store that speaks like it. All text, so that a wrong word is an alarm and does not end the start.
 *
 * @param endpoint where the store is, {@code https://s3.example.com}; null for Amazon's own
 * @param region {@code us-east-1} if none is given, which is what most others expect
 * @param prefix what every key begins with; all keys below it are Herald's
 * @param accessKey null, together with {@code secretKey}, for what the machine itself is allowed (AWS_ACCESS_KEY_ID, a role)
 * @param pathStyle {@code true} when the bucket stands in the path and not in the host name; the default where an endpoint is given
 */
@ConfigurationProperties("herald.publish.s3")
record BucketSettings(
        @Nullable String bucket,
        @Nullable String endpoint,
        @Nullable String region,
        @Nullable String prefix,
        @Nullable String accessKey,
        @Nullable String secretKey,
        @Nullable String pathStyle) {

    private static final String DEFAULT_REGION = "us-east-1";

    BucketSettings {
        bucket = given(bucket);
        endpoint = given(endpoint);
        region = given(region);
        prefix = given(prefix);
        accessKey = given(accessKey);
        secretKey = given(secretKey);
        pathStyle = given(pathStyle);
    }

    boolean isGiven() {
        return Stream.of(bucket, endpoint, region, prefix, accessKey, secretKey, pathStyle)
                .anyMatch(word -> word != null);
    }

    /** What is wrong with them and how to mend it; empty when they may be tried. */
    Optional<String> problem() {
        if (bucket == null) {
            return Optional.of(
                    "HERALD_PUBLISH_S3_BUCKET is missing beside the other HERALD_PUBLISH_S3_ settings: name the"
                            + " bucket, or take the others away.");
        }
        if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            return Optional.of("HERALD_PUBLISH_S3_BUCKET '" + bucket
                    + "' is no name for a bucket: 3 to 63 small letters," + " digits, dots and hyphens.");
        }
        if (endpoint != null && endpointUri().isEmpty()) {
            return Optional.of(
                    "HERALD_PUBLISH_S3_ENDPOINT is not an address: write it as https://s3.example.com, without a"
                            + " path.");
        }
        if ((accessKey == null) != (secretKey == null)) {
            return Optional.of("HERALD_PUBLISH_S3_" + (accessKey == null ? "ACCESS_KEY" : "SECRET_KEY")
                    + " is missing: give both keys, or neither when this machine has a role of its own.");
        }
        if (pathStyle != null && !pathStyle.toLowerCase(Locale.ROOT).matches("true|false")) {
            return Optional.of("HERALD_PUBLISH_S3_PATH_STYLE '" + pathStyle + "' is neither true nor false.");
        }
        if (!regionOrDefault().matches("[a-zA-Z0-9-]{1,63}")) {
            return Optional.of("HERALD_PUBLISH_S3_REGION '" + region + "' is no region; one looks like eu-central-1.");
        }
        return Optional.empty();
    }

    Optional<URI> endpointUri() {
        try {
            return Optional.ofNullable(endpoint)
                    .filter(given -> given.matches("https?://[^/?#@]+/?"))
                    .map(given -> given.replaceAll("/$", ""))
                    .map(BucketSettings::uri);
        } catch (IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }

    String regionOrDefault() {
        return region == null ? DEFAULT_REGION : region;
    }

    /** Empty, or with a slash at its end and none at its beginning. */
    String keyPrefix() {
        var bare = prefix == null ? "" : prefix.replaceAll("^/+|/+$", "");
        return bare.isEmpty() ? "" : bare + "/";
    }

    boolean isPathStyle() {
        return pathStyle == null ? endpoint != null : Boolean.parseBoolean(pathStyle);
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "bucket " + bucket + (endpoint == null ? "" : " at " + endpoint);
    }

    private static URI uri(String given) {
        try {
            var uri = new URI(given);
            if (uri.getHost() == null) {
                throw new IllegalArgumentException("it names no host");
            }
            return uri;
        } catch (URISyntaxException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private static @Nullable String given(@Nullable String word) {
        return word == null || word.isBlank() ? null : word.strip();
    }
}
