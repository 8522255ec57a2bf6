package herald.testing;

import static herald.testing.XAnswer.fields;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The pictures that X has, and the posts they stand in. */
final class XPictures {
    private static final Pattern BOUNDARY = Pattern.compile("multipart/form-data; *boundary=\"?([^\";]+)\"?");
    private static final Pattern NAME = Pattern.compile("(?i)content-disposition: *form-data;.*\\bname=\"([^\"]*)\"");
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

    private final List<XMedia> media = new ArrayList<>();
    private final Map<String, List<String>> ofPost = new HashMap<>();
    private long lastId = 1_800_000_000_000_000_000L;

    static boolean isUpload(XRequest request) {
        return request.method().equals("POST") && request.path().equals("/2/media/upload");
    }

    static boolean isMedia(XRequest request) {
        return request.path().startsWith("/2/media/");
    }

    synchronized List<XMedia> all() {
        return List.copyOf(media);
    }

    synchronized List<XMedia> of(XPost post) {
        var ids = ofPost.getOrDefault(post.id(), List.of());
        return media.stream().filter(it -> ids.contains(it.id())).toList();
    }

    /** Whether these may stand in a post of {@code account}: its own, four at most, each for the first time. */
    synchronized boolean mayStand(List<?> ids, XAccount account) {
        return !ids.isEmpty()
                && ids.size() <= 4
                && ids.stream()
                        .allMatch(id -> media.stream()
                                        .anyMatch(it -> it.id().equals(id)
                                                && it.accountId().equals(account.id()))
                                && ofPost.values().stream().noneMatch(used -> used.contains(id)));
    }

    synchronized void stand(XPost post, List<?> ids) {
        ofPost.put(post.id(), ids.stream().map(Object::toString).toList());
    }

    synchronized XAnswer upload(XRequest request, XAccount account) {
        var parts = parts(request);
        var picture = parts.getOrDefault("media", new byte[0]);
        if (!"tweet_image".equals(text(parts, "media_category"))) {
            return XAnswer.invalid("media_category", "" + text(parts, "media_category"), "media_category is missing");
        }
        if (picture.length < PNG.length || !java.util.Arrays.equals(picture, 0, PNG.length, PNG, 0, PNG.length)) {
            return XAnswer.invalid("media", "", "media type unrecognized");
        }
        if (picture.length > 5 << 20) return XAnswer.invalid("media", "", "media is too large");
        lastId++;
        media.add(new XMedia("" + lastId, account.id(), picture, Optional.empty()));
        return XAnswer.json(
                200,
                Map.of("data", fields("id", "" + lastId, "media_key", "3_" + lastId, "expires_after_secs", 86_400)));
    }

    synchronized XAnswer describe(Map<?, ?> body) {
        var text = body.get("metadata") instanceof Map<?, ?> metadata
                        && metadata.get("alt_text") instanceof Map<?, ?> alt
                        && alt.get("text") instanceof String words
                        && words.length() <= 1_000
                ? Optional.of(words)
                : Optional.<String>empty();
        for (int i = 0; i < media.size() && text.isPresent(); i++) {
            var it = media.get(i);
            if (it.id().equals(body.get("id"))) {
                media.set(i, new XMedia(it.id(), it.accountId(), it.bytes(), text));
                return XAnswer.json(200, Map.of("data", fields("id", it.id())));
            }
        }
        return XAnswer.invalid("id", "" + body.get("id"), "no such media, or no alt_text");
    }

    private static String text(Map<String, byte[]> parts, String name) {
        return parts.containsKey(name) ? new String(parts.get(name), StandardCharsets.UTF_8) : null;
    }

    /** RFC 7578, read byte by byte: the Latin of ISO 8859-1 keeps each as one character. */
    private static Map<String, byte[]> parts(XRequest request) {
        var boundary = BOUNDARY.matcher(request.header("content-type").orElse(""));
        var parts = new HashMap<String, byte[]>();
        if (!boundary.matches()) return parts;
        var body = "\r\n" + new String(request.body(), StandardCharsets.ISO_8859_1);
        for (var part : body.split(Pattern.quote("\r\n--" + boundary.group(1)), -1)) {
            var head = part.indexOf("\r\n\r\n");
            var name = NAME.matcher(head < 0 ? "" : part.substring(0, head));
            if (name.find()) {
                parts.put(name.group(1), part.substring(head + 4).getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return parts;
    }
}
