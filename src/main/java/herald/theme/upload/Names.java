package herald.theme.upload;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The names in a zip or folder: plain relative paths that mean the same file on every machine. */
final class Names {

    private static final int LONGEST = 120;
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*/?");
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

    /** What systems put beside people's files without a word. It is passed over. */
    private static final List<String> LITTER = List.of(".DS_Store", "Thumbs.db", "desktop.ini");

    private static final String MAC_LITTER = "__MACOSX/";

    private final Map<String, String> seen = new HashMap<>();

    /** Adds what is wrong with {@code name}, alone or beside those before it. */
    void add(String name, Findings findings) {
        if (isLitter(name)) {
            return;
        }
        problem(name, findings);
        var other = seen.putIfAbsent(folded(name), name);
        if (name.equals(other)) {
            findings.add(shown(name), "it is in the zip twice.", "Make the zip anew.");
        } else if (other != null) {
            findings.add(
                    shown(name),
                    "on many machines this is the same name as «" + shown(other) + "».",
                    "Write names in small letters, each once.");
        }
    }

    /** Whether it is what systems leave behind: {@code .DS_Store} and the like. */
    static boolean isLitter(String name) {
        return name.startsWith(MAC_LITTER) || LITTER.contains(name.substring(name.lastIndexOf('/') + 1));
    }

    /** {@code name} fit to be read by people: what cannot be seen is written as a number, what is very long is cut. */
    static String shown(String name) {
        var shown = new StringBuilder();
        name.codePoints()
                .limit(LONGEST)
                .forEach(c -> shown.append(isSeen(c) ? Character.toString(c) : "\\u%04X".formatted(c)));
        return name.codePointCount(0, name.length()) > LONGEST ? shown + "…" : shown.toString();
    }

    private static boolean isSeen(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static void problem(String name, Findings findings) {
        if (List.of(name.split("[/\\\\]", -1)).contains("..")) {
            findings.add(shown(name), "it leads out of the theme's folder.", "Leave it out.");
        } else if (name.startsWith("/") || DRIVE.matcher(name).matches()) {
            findings.add(shown(name), "it is an absolute path.", "Zip the theme's folder, not the way to it.");
        } else if (name.contains("\\")) {
            findings.add(shown(name), "it has a backslash in its name.", "Folders are parted by / in a zip.");
        } else if (name.length() > LONGEST) {
            findings.add(shown(name), "its name is longer than " + LONGEST + " characters.", "Shorten it.");
        } else if (!PLAIN.matcher(name).matches() || name.contains("..")) {
            findings.add(
                    shown(name),
                    "its name has something in it that addresses cannot hold.",
                    "Name files with a-z, 0-9, -, _ and . only.");
        }
    }

    private static String folded(String name) {
        var whole = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        return Normalizer.normalize(whole, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }
}
