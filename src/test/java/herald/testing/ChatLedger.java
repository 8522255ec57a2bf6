package herald.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The messages a chat has, in the order it took them. */
final class ChatLedger {
    private final List<ChatPost> posts = new ArrayList<>();

    synchronized void add(String id, Optional<String> answers, String words, Map<?, ?> body) {
        posts.add(new ChatPost(id, answers, words, words, true, body));
    }

    synchronized List<ChatPost> all() {
        return List.copyOf(posts);
    }

    synchronized Optional<ChatPost> standing(String id) {
        return posts.stream().filter(it -> it.id().equals(id) && it.standing()).findFirst();
    }

    synchronized void edit(String id, String words) {
        posts.replaceAll(it ->
                it.id().equals(id) ? new ChatPost(id, it.answers(), it.first(), words, it.standing(), it.body()) : it);
    }

    synchronized void delete(String id) {
        posts.replaceAll(
                it -> it.id().equals(id) ? new ChatPost(id, it.answers(), it.first(), it.now(), false, it.body()) : it);
    }
}
