package herald.theme.upload;

import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The name of one version of an uploaded theme, {@code ocean@3}.
 *
 * @param name of a-z, 0-9 and -
 * @param number from 1
 */
public record ThemeName(String name, int number) {

    private static final int LONGEST = 40;
    private static final int LONGEST_TITLE = 100;
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9][a-z0-9-]{0,47}");
    private static final Pattern VERSION = Pattern.compile("([a-z0-9][a-z0-9-]{0,47})@([1-9][0-9]{0,8})");

    /** Whether it can be the name of a theme that is no version of an uploaded one: {@code ledger}. */
    public static boolean isPlain(String theme) {
        return PLAIN.matcher(theme).matches();
    }

    /** Empty for a theme that is no uploaded one. */
    public static Optional<ThemeName> parse(String theme) {
        var version = VERSION.matcher(theme);
        return version.matches()
                ? Optional.of(new ThemeName(version.group(1), Integer.parseInt(version.group(2))))
                : Optional.empty();
    }

    /**
     * The short name of a theme: from what it calls itself, else from its file's name.
     *
     * @param fileName {@code Ocean Blue.zip}
     * @throws ThemeRefusedException when neither has a letter or digit of ASCII in it
     */
    public static String of(Map<String, byte[]> files, String fileName) {
        return Stream.of(setting(files, "name"), fileName.replaceFirst("(?i)\\.zip$", ""))
                .map(ThemeName::shortened)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElseThrow(() -> new ThemeRefusedException(
                        "The theme has no name that can be written with a-z and 0-9.",
                        "Give it one in theme.properties, «name = Ocean», or rename the zip."));
    }

    /** What people read: {@code Ocean 1.2}. */
    public static String title(Map<String, byte[]> files, String name) {
        var own = setting(files, "name");
        var title = ((own.isEmpty() ? name : own) + " " + setting(files, "version")).strip();
        if (title.length() <= LONGEST_TITLE) {
            return title;
        }
        int end = LONGEST_TITLE - 1;
        return title.substring(0, Character.isHighSurrogate(title.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    /** What {@code theme.properties} says of {@code key}; empty when nothing. */
    public static String setting(Map<String, byte[]> files, String key) {
        return value(files.get(ThemeRules.SETTINGS), key);
    }

    /** What a file of properties says about {@code key}; empty when it says nothing, or cannot be read. */
    public static String value(@Nullable byte[] file, String key) {
        var settings = new Properties();
        try {
            settings.load(new StringReader(text(file)));
        } catch (IOException | IllegalArgumentException unreadable) {
            return "";
        }
        return settings.getProperty(key, "").strip();
    }

    private static String text(@Nullable byte[] bytes) {
        var text = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** {@code Ocean Blue} is {@code ocean-blue}. */
    private static String shortened(String name) {
        var letters = Normalizer.normalize(name, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^a-z0-9]+", "-");
        var cut = letters.substring(0, Math.min(LONGEST, letters.length()));
        return cut.replaceAll("^-+|-+$", "");
    }
}
