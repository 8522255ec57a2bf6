package herald.channel;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * The incident as a picture, for far sides that show one beside the words.
 *
 * @param png asked for only where it is wanted, and takes no longer than a post may; empty where there is none
 * @param altText the same in words, for those who cannot see it
 */
public record Image(Supplier<Optional<byte[]>> png, String altText) {}
