package herald.channel.practice;

import jakarta.inject.Singleton;
import java.util.List;

/** What stands on a practice account. */
@Singleton
public class PracticePosts {

    private final PracticePostRepository posts;

    PracticePosts(PracticePostRepository posts) {
        this.posts = posts;
    }

    /** The last 200 posts, the newest first. */
    public List<PracticePost> of(String targetCode) {
        return posts.newest(targetCode);
    }
}
