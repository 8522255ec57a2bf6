package herald.channel.discord;

import java.net.URI;
import java.util.Optional;

/** A message that is out, as receipts name it: {@code 123}, or {@code 45/123} in the forum post 45. */
record DiscordPost(DiscordThread thread, String id) {

    /** Empty where it is not one of ours. */
    static Optional<DiscordPost> of(String remoteId) {
        if (!remoteId.matches("(\\d{1,20}/)?\\d{1,20}")) {
            return Optional.empty();
        }
        int slash = remoteId.indexOf('/');
        return Optional.of(new DiscordPost(
                slash < 0 ? DiscordThread.NONE : new DiscordThread(Optional.of(remoteId.substring(0, slash))),
                remoteId.substring(slash + 1)));
    }

    /** From {@code https://discord.com/channels/server/channel/message}; where a forum's post begins, channel and message are the same. */
    static Optional<DiscordPost> of(URI permalink) {
        var path = Optional.ofNullable(permalink.getPath()).orElse("").split("/");
        return path.length == 5 && path[1].equals("channels") && path[3].equals(path[4])
                ? of(path[3] + "/" + path[4])
                : path.length == 5 && path[1].equals("channels") ? of(path[4]) : Optional.empty();
    }

    String remoteId() {
        return thread.id().map(channel -> channel + "/").orElse("") + id;
    }
}
