package herald.channel.bluesky;

import herald.channel.Receipt;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a post, as a reply has to: by its address, and by what it said when it was answered.
 *
 * @param owner the account's DID; in what staff enter also its handle
 * @param cid the hash of its content; empty where staff entered the address of a post
 */
record PostReference(String owner, String rkey, Optional<String> cid) {

    static final String COLLECTION = "app.bsky.feed.post";

    private static final Pattern REMOTE_ID =
            Pattern.compile("at://([^/#]+)/" + Pattern.quote(COLLECTION) + "/([^/#]+)(?:#([a-zA-Z0-9]+))?");

    private static final Pattern PERMALINK = Pattern.compile("/profile/([^/]+)/post/([^/]+)/?");

    static Optional<PostReference> of(String remoteId) {
        var parts = REMOTE_ID.matcher(remoteId);
        return parts.matches() && Tid.is(parts.group(2))
                ? Optional.of(new PostReference(parts.group(1), parts.group(2), Optional.ofNullable(parts.group(3))))
                : Optional.empty();
    }

    static Optional<PostReference> of(URI permalink) {
        var path = PERMALINK.matcher(Optional.ofNullable(permalink.getPath()).orElse(""));
        return path.matches() && Tid.is(path.group(2))
                ? Optional.of(new PostReference(path.group(1), path.group(2), Optional.empty()))
                : Optional.empty();
    }

    String uri() {
        return "at://" + owner + "/" + COLLECTION + "/" + rkey;
    }

    String remoteId() {
        return uri() + cid.map(hash -> "#" + hash).orElse("");
    }

    /** With the owner's DID in its address, which stays when the handle changes. */
    Receipt receipt() {
        return new Receipt(
                Optional.of(remoteId()),
                Optional.of(URI.create("https://bsky.app/profile/" + owner + "/post/" + rkey)));
    }
}
