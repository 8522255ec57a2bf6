package herald.site;

import io.micronaut.core.annotation.Nullable;
import java.util.Arrays;
import java.util.Locale;

/** What a reader has and takes. */
final class Preferences {

    private Preferences() {}

    /** Compared weakly (RFC 9110 §13.1.2). */
    static boolean has(@Nullable String ifNoneMatch, String etag) {
        return ifNoneMatch != null
                && (ifNoneMatch.equals(etag)
                        || Arrays.stream(ifNoneMatch.split(","))
                                .map(String::strip)
                                .anyMatch(tag -> tag.equals("*") || tag.equals(etag) || ("W/" + tag).equals(etag)));
    }

    /** {@code gzip}, unless it is given a weight of nothing (RFC 9110 §12.5.3). */
    static boolean takesGzip(@Nullable String acceptEncoding) {
        if (acceptEncoding == null) {
            return false;
        }
        if (acceptEncoding.equals("gzip") || acceptEncoding.startsWith("gzip,")) {
            return true;
        }
        return Arrays.stream(acceptEncoding.toLowerCase(Locale.ROOT).split(","))
                .map(coding -> coding.replace(" ", ""))
                .anyMatch(coding ->
                        coding.equals("gzip") || (coding.startsWith("gzip;q=") && !coding.matches("gzip;q=0(\\.0*)?")));
    }
}
