package herald.theme;

import herald.theme.Tokens.Scheme;
import io.micronaut.core.annotation.Nullable;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A theme's style sheets, scripts, pictures and fonts; a file listed in {@code theme.properties} is put together from its parts, the
 * part {@code _tokens.css} is made from the theme's tokens, and what a style sheet points to is served beside it.
 */
final class Assets {
    private static final String FOLDER = "assets/";
    private static final String TOKENS = "_tokens.css";
    private static final String SHEET = "page.css";
    private static final String SCRIPT = "page.js";

    /** The frame in other people's pages: its address is a fixed one in a folder beside ours. */
    private static final String FRAME = "embed-frame.css";

    private static final List<String> LOGOS = List.of("svg", "webp", "png");

    private static final Map<String, String> CONTENT_TYPES = Map.ofEntries(
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("avif", "image/avif"),
            Map.entry("gif", "image/gif"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff", "font/woff"),
            Map.entry("woff2", "font/woff2"));

    /** What a style sheet may point to. */
    private static final Set<String> SHOWN =
            Set.of("svg", "png", "jpg", "jpeg", "webp", "avif", "gif", "woff", "woff2");

    private static final Pattern ELSEWHERE = Pattern.compile("(?s)[a-zA-Z][a-zA-Z0-9+.-]*:.*|[/\\\\]{2}.*");
    private static final Pattern TOKEN = Pattern.compile("var\\(--([a-z-]+)\\)");

    private final ThemeFiles files;
    private final Map<String, Asset> made = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> shown = new ConcurrentHashMap<>();
    private volatile @Nullable Tokens tokens;

    Assets(ThemeFiles files) {
        this.files = files;
    }

    static Tokens tokens(ThemeFiles files) {
        return Tokens.of(files.layers(Tokens.FILE));
    }

    /** Throws {@link ThemeException} for a bad one. */
    Tokens tokens() {
        var known = tokens;
        if (known == null) {
            known = tokens(files);
            tokens = known;
        }
        return known;
    }

    /** @param name as the theme calls it, {@code page.css} */
    Asset get(String name) {
        var known = made.get(name);
        if (known == null) {
            known = make(name);
            made.put(name, known);
        }
        return known;
    }

    /** Addresses of what a page in {@code state} (a banner's code) needs, below {@code folder}: {@code /assets/}. */
    SiteAssets site(String folder, String state) {
        return new SiteAssets(
                folder + get(SHEET).path(),
                folder + get(SCRIPT).path(),
                folder + get(favicon(state)).path(),
                logo("logo").map(name -> folder + get(name).path()).orElse(null),
                logo("logo-dark").map(name -> folder + get(name).path()).orElse(null),
                new Tints(tint("brand"), tint("good"), tint("warn"), tint("bad"), tint("info")));
    }

    /** Everything below {@code /assets/} that pages of this theme point to, and each only once. */
    List<Asset> all() {
        var names = new ArrayDeque<String>(List.of(SHEET, SCRIPT));
        Messages.BANNERS.forEach(state -> names.add(favicon(state)));
        Stream.of("logo", "logo-dark").flatMap(name -> logo(name).stream()).forEach(names::add);
        for (var sheet : List.of(SHEET, FRAME)) {
            get(sheet);
            names.addAll(shown.getOrDefault(sheet, Set.of()));
        }
        var all = new LinkedHashMap<String, Asset>();
        names.forEach(name -> all.putIfAbsent(get(name).path(), get(name)));
        return List.copyOf(all.values());
    }

    private static String favicon(String state) {
        return "favicon-" + state + ".svg";
    }

    private Optional<String> logo(String name) {
        return LOGOS.stream()
                .map(ending -> name + "." + ending)
                .filter(file -> files.read(FOLDER + file).isPresent())
                .findFirst();
    }

    private Tint tint(String tone) {
        return new Tint(
                tokens().colour(Scheme.LIGHT, tone + "-deep").hex(),
                tokens().colour(Scheme.DARK, tone + "-deep").hex());
    }

    private Asset make(String name) {
        var ending = ending(name);
        var contentType = CONTENT_TYPES.get(ending);
        if (name.lastIndexOf('.') < 1 || contentType == null) {
            throw new ThemeException(FOLDER + name, 0, "not a kind of file a page needs", null);
        }
        var bytes = switch (ending) {
            case "css" -> sheet(name);
            case "js" ->
                slimScript(new String(whole(name), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
            case "svg" -> picture(name);
            default -> whole(name);
        };
        var stem = name.substring(name.lastIndexOf('/') + 1, name.lastIndexOf('.'));
        return new Asset(stem + "." + hash(bytes) + "." + ending, contentType, bytes);
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private String[] parts(String name) {
        return files.setting("bundle." + name).orElse(name).strip().split("[,\\s]+");
    }

    private byte[] whole(String name) {
        var whole = new ByteArrayOutputStream();
        for (var part : parts(name)) {
            whole.writeBytes(read(part));
        }
        return whole.toByteArray();
    }

    private byte[] read(String part) {
        return files.read(FOLDER + part)
                .orElseThrow(() -> new ThemeException(FOLDER + part, 0, "there is no such file", null));
    }

    // ── Style sheets.

    private byte[] sheet(String name) {
        var pointed = new TreeSet<String>();
        var sheet = new StringBuilder();
        for (var part : parts(name)) {
            sheet.append(
                    part.equals(TOKENS) && files.read(FOLDER + TOKENS).isEmpty()
                            ? tokens().css()
                            : part(name, part, pointed));
        }
        shown.put(name, Set.copyOf(pointed));
        return slim(sheet.toString()).getBytes(StandardCharsets.UTF_8);
    }

    private String part(String sheet, String part, Set<String> pointed) {
        var folder = part.substring(0, part.lastIndexOf('/') + 1);
        var text = new String(read(part), StandardCharsets.UTF_8);
        return StyleFile.linked(FOLDER + part, text, address -> {
            if (address.startsWith("#")) {
                return address;
            }
            int fragment = address.indexOf('#');
            var file = inside(folder, fragment < 0 ? address : address.substring(0, fragment));
            pointed.add(file);
            var before = sheet.equals(FRAME) ? "../" + FOLDER : "";
            return before + get(file).path() + (fragment < 0 ? "" : address.substring(fragment));
        });
    }

    /** The file of the theme, below its assets, that {@code address} means in a sheet that lies in {@code folder}. */
    private String inside(String folder, String address) {
        if (ELSEWHERE.matcher(address).matches()) {
            throw new IllegalArgumentException(
                    "pages load nothing from elsewhere; put the file into the theme's assets");
        }
        var way = new ArrayDeque<String>();
        for (var step : (folder + address).split("/")) {
            if (step.equals("..")) {
                if (way.pollLast() == null) {
                    throw new IllegalArgumentException("lies outside of the theme's assets");
                }
            } else if (!step.isEmpty() && !step.equals(".")) {
                way.add(step);
            }
        }
        var file = String.join("/", way);
        if (address.startsWith("/") || !SHOWN.contains(ending(file))) {
            throw new IllegalArgumentException("names no picture or font of the theme, such as pictures/wave.svg");
        }
        if (files.read(FOLDER + file).isEmpty()) {
            throw new IllegalArgumentException("there is no " + FOLDER + file);
        }
        return file;
    }

    // ── Pictures.

    /** With the light's colours where it says {@code var(--good)}: a picture that stands alone has no variables. */
    private byte[] picture(String name) {
        var bytes = whole(name);
        VectorFile.check(FOLDER + name, bytes);
        var text = new String(bytes, StandardCharsets.UTF_8);
        return TOKEN.matcher(text)
                .replaceAll(token -> Tokens.isToken(token.group(1))
                        ? tokens().colour(Scheme.LIGHT, token.group(1)).css()
                        : token.group())
                .getBytes(StandardCharsets.UTF_8);
    }

    // ── Weight: the first 14 kB of a page are what a bad network delivers at once.

    /** Without indentation. */
    private static String slim(String css) {
        return css.replaceAll("\\s*\\n\\s*", "\n")
                .replaceAll("(?<=[{};,])\\n|\\n(?=})", "")
                .strip();
    }

    /** Without comments and indentation; as it is where a text over several lines may hold what looks like either. */
    private static String slimScript(String script) {
        boolean hasLongText = script.lines()
                .anyMatch(line -> line.chars().filter(c -> c == '`').count() % 2 == 1);
        return hasLongText || script.contains("/*")
                ? script
                : script.replaceAll("(?m)^\\s*//.*$", "")
                                .replaceAll("\\s*\\n\\s*", "\n")
                                .strip() + "\n";
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 5);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
