package herald.channel.bluesky;

import herald.channel.Finding;
import herald.channel.Message;
import herald.channel.Outcome;
import herald.channel.http.Deadline;
import java.util.Optional;

/** The posts that a message hangs on. What staff have confirmed by its address is asked for its content's hash. */
final class BlueskyThreads {

    private final BlueskyRepo repo;

    BlueskyThreads(BlueskyRepo repo) {
        this.repo = repo;
    }

    sealed interface Before {}

    /** @param reply empty where the message begins one */
    record Known(Optional<BlueskyRecord.Reply> reply) implements Before {}

    /** @param outcome what this means for the message; nothing of it has been sent */
    record Broken(Outcome outcome) implements Before {}

    Before before(Message message, BlueskySession session, Deadline deadline) {
        if (message.replyTo().isEmpty()) {
            return new Known(Optional.empty());
        }
        var id = message.replyTo().get().remoteId();
        var parent = PostReference.of(id);
        if (parent.isEmpty()) {
            return new Broken(new Outcome.Refused(
                    "The post before this one has no id of Bluesky's: confirm that one by its address."));
        }
        return switch (whole(parent.get(), session, deadline)) {
            case Finding.Found(var receipt) -> {
                var found = receipt.remoteId().flatMap(PostReference::of).orElseThrow();
                yield new Known(Optional.of(new BlueskyRecord.Reply(root(message, found, session, deadline), found)));
            }
            case Finding.Absent _ ->
                new Broken(new Outcome.Unthreaded("The post before this one is not on the account."));
            case Finding.Unknown(var reason) ->
                new Broken(new Outcome.Deferred(
                        "The post before this one cannot be asked for: " + reason + ". Nothing was posted.",
                        Optional.empty()));
        };
    }

    /** The first post of the thread; its parent where that one is gone. */
    private PostReference root(Message message, PostReference parent, BlueskySession session, Deadline deadline) {
        return message.root()
                .flatMap(root -> PostReference.of(root.remoteId()))
                .filter(root -> !root.rkey().equals(parent.rkey()))
                .flatMap(root -> whole(root, session, deadline) instanceof Finding.Found(var receipt)
                        ? receipt.remoteId().flatMap(PostReference::of)
                        : Optional.empty())
                .orElse(parent);
    }

    private Finding whole(PostReference post, BlueskySession session, Deadline deadline) {
        return post.cid().isPresent() ? new Finding.Found(post.receipt()) : repo.find(session, post.rkey(), deadline);
    }
}
