package herald.channel;

import java.util.Map;
import java.util.Optional;

/**
 * One account or chat on a far side.
 *
 * @param key names the target within Herald; stable, not secret
 * @param settings as staff entered them, secrets in the clear; never logged
 * @param memory what the channel itself keeps of it
 */
public record Account(String key, Map<String, String> settings, Memory memory) {

    /** One whose memory lasts as long as this object. */
    public Account(String key, Map<String, String> settings) {
        this(key, settings, Memory.ofThisProcess());
    }

    public Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** Without the settings: they hold secrets. */
    @Override
    public String toString() {
        return "Account[" + key + "]";
    }
}
