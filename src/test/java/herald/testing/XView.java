package herald.testing;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A post as X shows it to a reader. */
final class XView {
    private XView() {}

    /**
     * {@code post} with the fields asked for: escaped, its links shortened. The entities' positions count code points of
     * the text shown; X does not say whether an escape counts as one there, so nobody should lean on them.
     */
    static Map<String, Object> of(XPost post, String conversationId, Set<String> postFields) {
        var text = new StringBuilder();
        var urls = new ArrayList<Map<String, Object>>();
        var at = 0;
        for (var link : XText.links(post.text())) {
            text.append(XText.escaped(post.text().substring(at, link.start())));
            var shortened = shortened(post, urls.size());
            var start = text.codePointCount(0, text.length());
            var expanded = link.url().matches("(?i)https?://.*") ? link.url() : "http://" + link.url();
            urls.add(XAnswer.fields(
                    "start",
                    start,
                    "end",
                    start + shortened.length(),
                    "url",
                    shortened,
                    "expanded_url",
                    expanded,
                    "display_url",
                    expanded.replaceFirst("(?i)https?://(www\\.)?", "")));
            text.append(shortened);
            at = link.end();
        }
        text.append(XText.escaped(post.text().substring(at)));
        var shown =
                XAnswer.fields("id", post.id(), "text", text.toString(), "edit_history_tweet_ids", List.of(post.id()));
        var more = new LinkedHashMap<String, Object>();
        more.put(
                "created_at",
                post.createdAt().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000Z"));
        more.put("author_id", post.accountId());
        more.put("conversation_id", conversationId);
        post.inReplyTo()
                .ifPresent(
                        it -> more.put("referenced_tweets", List.of(XAnswer.fields("type", "replied_to", "id", it))));
        if (!urls.isEmpty()) more.put("entities", Map.of("urls", urls));
        more.keySet().retainAll(postFields);
        shown.putAll(more);
        return shown;
    }

    private static String shortened(XPost post, int index) {
        var name = Long.toString(post.number() * 31 + index & Long.MAX_VALUE, 36);
        return "https://t.co/" + name.substring(name.length() - 10);
    }

    /** What {@code tweet.fields} asks for. */
    static Set<String> fields(XRequest request) {
        return new HashSet<>(
                Arrays.asList(request.parameter("tweet.fields").orElse("").split(",")));
    }
}
