package herald.testing;

import java.util.Map;
import java.util.Optional;

/**
 * One record as {@link BlueskyStub} keeps it.
 *
 * @param value as it was written
 * @param writes how often other content was put under this name; 1 for a post that was never changed
 */
public record BlueskyPost(String rkey, String uri, String cid, Map<String, Object> value, int writes) {

    public String text() {
        return (String) value.get("text");
    }

    /** The address of the post it answers. */
    public Optional<String> parent() {
        return reply("parent");
    }

    /** The address of the first post of its thread. */
    public Optional<String> root() {
        return reply("root");
    }

    private Optional<String> reply(String which) {
        return value.get("reply") instanceof Map<?, ?> reply && reply.get(which) instanceof Map<?, ?> post
                ? Optional.of((String) post.get("uri"))
                : Optional.empty();
    }
}
