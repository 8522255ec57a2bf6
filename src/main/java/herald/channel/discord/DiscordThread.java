package herald.channel.discord;

import java.util.Optional;

/** The post in a forum that messages stand in; none in a text channel. */
record DiscordThread(Optional<String> id) {

    static final DiscordThread NONE = new DiscordThread(Optional.empty());

    String parameter(String before) {
        return id.map(thread -> before + "thread_id=" + thread).orElse("");
    }
}
