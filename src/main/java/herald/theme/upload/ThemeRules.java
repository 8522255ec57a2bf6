package herald.theme.upload;

import herald.theme.Finding;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which files a theme consists of, and what may stand in them.
 *
 * @param scripts whether it may bring JavaScript: a script runs in readers' browsers with the page's rights, so only those who
 *     can write to the server's disk may give one
 */
public record ThemeRules(boolean scripts) {

    /** For themes that come in by the console. */
    public static final ThemeRules FOR_UPLOADS = new ThemeRules(false);

    /** For themes in {@code HERALD_THEMES_DIR}. */
    public static final ThemeRules ON_DISK = new ThemeRules(true);

    static final String SETTINGS = "theme.properties";
    private static final String ASSETS = "assets/";

    private static final Pattern TEMPLATE =
            Pattern.compile("(?!assets/|messages/).+\\.ftlh|messages/[A-Za-z0-9_.-]+\\.ftlh?");
    private static final Pattern WORDS = Pattern.compile("messages[A-Za-z0-9_-]*\\.properties");
    private static final Pattern ASSET =
            Pattern.compile("assets/([A-Za-z0-9_-]+/){0,3}[A-Za-z0-9_.-]+\\.(css|js|svg|png|jpg|webp|ico|woff2)");

    private static final String WHAT_THERE_IS = "A theme holds theme.properties, *.ftlh, messages*.properties,"
            + " messages/*.ftl, and assets/ with .css, .svg, .png, .jpg, .webp, .ico and .woff2.";

    /** All that is wrong with {@code files}, which are a theme's by their paths. */
    public List<Finding> findings(Map<String, byte[]> files) {
        var findings = new Findings();
        addKinds(files.keySet(), findings);
        if (!files.containsKey(SETTINGS)) {
            findings.add(
                    SETTINGS, "it is missing.", "Every theme has one; a line «name = Ocean» is enough to begin with.");
        }
        files.forEach((path, bytes) -> {
            if (isTaken(path)) {
                Contents.check(path, bytes, findings);
            }
        });
        return findings.all();
    }

    /** Whether a theme may hold a file of this path. */
    public boolean isTaken(String path) {
        return path.equals(SETTINGS)
                || TEMPLATE.matcher(path).matches()
                || WORDS.matcher(path).matches()
                || (ASSET.matcher(path).matches() && (scripts || !path.endsWith(".js")));
    }

    /** @throws ThemeRefusedException when anything is wrong with them */
    void check(Map<String, byte[]> files) {
        var findings = findings(files);
        if (!findings.isEmpty()) {
            throw new ThemeRefusedException(findings);
        }
    }

    /** {@code ocean/theme.properties} is {@code theme.properties} where all of the zip lies in that folder. */
    static Map<String, byte[]> withoutTopFolder(Map<String, byte[]> files) {
        var top = topFolder(files.keySet()).orElse("");
        var inside = new TreeMap<String, byte[]>();
        files.forEach((path, bytes) -> inside.put(path.substring(top.length()), bytes));
        return inside;
    }

    /** {@code ocean/}. */
    static Optional<String> topFolder(Collection<String> paths) {
        return paths.stream()
                .filter(path -> path.endsWith("/" + SETTINGS))
                .map(path -> path.substring(0, path.length() - SETTINGS.length()))
                .filter(top -> top.indexOf('/') == top.length() - 1)
                .filter(top -> paths.stream().allMatch(path -> path.startsWith(top)))
                .findFirst();
    }

    private void addKinds(Collection<String> paths, Findings findings) {
        for (var path : paths) {
            if (!isTaken(path)) {
                findings.add(Names.shown(path), refusal(path), hint(path));
            }
        }
    }

    private static String refusal(String path) {
        if (path.endsWith(".js")) {
            return "a theme that is uploaded brings no scripts: they would run in every reader's browser.";
        }
        if (path.startsWith(ASSETS) && path.matches(".*\\.ftlh?")) {
            return "a template does not belong among the assets, which everybody may fetch.";
        }
        if (path.matches("(?i).*\\.(zip|jar|gz|tar|7z|rar|bz2|xz)")) {
            return "it is a packed file inside the zip.";
        }
        return "a theme has no such file.";
    }

    private static String hint(String path) {
        if (path.endsWith(".js")) {
            return "Leave it out; the page's own script goes on working. A theme in HERALD_THEMES_DIR may bring one.";
        }
        if (path.startsWith(ASSETS) && path.matches(".*\\.ftlh?")) {
            return "Put it beside theme.properties.";
        }
        if (path.matches("(?i).*\\.jpeg")) {
            return "Name it .jpg.";
        }
        return path.matches("(?i).*\\.(zip|jar|gz|tar|7z|rar|bz2|xz)") ? "Leave it out." : WHAT_THERE_IS;
    }
}
