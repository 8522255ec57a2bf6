package herald.channel.discord;

import herald.channel.Memory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What Discord has told of a webhook's channel, remembered. */
record DiscordPlace(Memory memory) {

    /** Whether the channel is a forum, in which every message needs a post to stand in. */
    boolean isForum() {
        return memory.read().values().containsKey("forum");
    }

    void becomesForum() {
        keep(Map.of("forum", "yes"));
    }

    void becomesText() {
        var kept = memory.read();
        var values = new HashMap<>(kept.values());
        values.remove("forum");
        memory.write(kept.version(), values);
    }

    /** The server's number, which is part of every message's address. */
    Optional<String> server() {
        return Optional.ofNullable(memory.read().values().get("server"));
    }

    void standsOn(String server) {
        keep(Map.of("server", server));
    }

    private void keep(Map<String, String> more) {
        var kept = memory.read();
        var values = new HashMap<>(kept.values());
        values.putAll(more);
        memory.write(kept.version(), values);
    }
}
