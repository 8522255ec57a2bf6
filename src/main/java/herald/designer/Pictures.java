package herald.designer;

import herald.theme.Asset;
import herald.theme.Finding;
import herald.theme.Samples;
import herald.theme.Theme;
import herald.theme.ThemeException;
import herald.theme.upload.ThemeRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a theme in a folder draws at this moment: every sample in every language, its assets, and a page that shows them all. */
final class Pictures {

    static final String ASSETS = "/assets/";

    private final Path folder;
    private final List<String> languages;

    Pictures(Path folder, List<String> languages) {
        this.folder = folder;
        this.languages = languages;
    }

    /** Changes with every change of a file; the same while nothing changes or can be read. */
    String state() {
        try {
            return Draft.read(folder).files().hash();
        } catch (IOException | ThemeException | ThemeRefusedException | CommandException unreadable) {
            return String.valueOf(unreadable.getMessage());
        }
    }

    /** One page; empty when there is none of that name. What went wrong, as a page, when the theme fails. */
    Optional<String> page(String language, String sample) {
        if (!languages.contains(language)) {
            return Optional.empty();
        }
        try {
            var samples = new Samples(theme(), language, ASSETS);
            return samples.get(sample).map(samples::html);
        } catch (ThemeException broken) {
            return Optional.of(trouble(List.of(Finding.of(broken))));
        } catch (ThemeRefusedException refused) {
            return Optional.of(trouble(refused.findings()));
        } catch (IOException | CommandException unreadable) {
            return Optional.of(trouble(List.of(Finding.of(String.valueOf(unreadable.getMessage()), ""))));
        }
    }

    /** A file below {@code /assets/}; empty when the theme has none of that name, or fails. */
    Optional<Asset> asset(String path) {
        try {
            return theme().allAssets().stream()
                    .filter(asset -> asset.path().equals(path))
                    .findFirst();
        } catch (IOException | ThemeException | ThemeRefusedException | CommandException broken) {
            return Optional.empty();
        }
    }

    /** All samples at once, in the size of a phone and of a desktop. */
    String overview(String style, String extra) {
        var names = names();
        var body = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(escaped(
                        String.valueOf(folder.toAbsolutePath().normalize().getFileName())))
                .append("</title><meta name=\"viewport\" content=\"width=device-width\">")
                .append(style)
                .append(extra)
                .append("</head><body><h1>")
                .append(escaped(
                        String.valueOf(folder.toAbsolutePath().normalize().getFileName())))
                .append("</h1>\n");
        for (var language : languages) {
            body.append("<h2>").append(language).append("</h2>\n");
            for (var name : names) {
                var page = language + "/" + name + ".html";
                body.append(
                        "<section><h3><a href=\"%s\">%s</a></h3><iframe class=\"phone\" loading=\"lazy\" src=\"%s\" title=\"%s on a phone\"></iframe><iframe class=\"desktop\" loading=\"lazy\" src=\"%s\" title=\"%s on a desktop\"></iframe></section>\n"
                                .formatted(page, name, page, name, page, name));
            }
        }
        return body.append("</body></html>\n").toString();
    }

    /**
     * Writes all pages with their assets, so that they can be opened as files. Answers how many pages.
     *
     * @throws ThemeException when the theme fails
     */
    int write(Path out) throws IOException {
        var theme = theme();
        for (var asset : theme.allAssets()) {
            var file = out.resolve("assets").resolve(asset.path());
            Files.createDirectories(file.getParent());
            Files.write(file, asset.bytes());
        }
        int written = 0;
        for (var language : languages) {
            Files.createDirectories(out.resolve(language));
            var samples = new Samples(theme, language, "../assets/");
            for (var name : samples.names()) {
                Files.writeString(
                        out.resolve(language).resolve(name + ".html"),
                        samples.html(samples.get(name).orElseThrow()));
                written++;
            }
        }
        Files.writeString(out.resolve("index.html"), overview("<style>" + STYLE + "</style>", ""));
        return written;
    }

    private List<String> names() {
        try {
            return new Samples(theme(), languages.getFirst(), ASSETS).names();
        } catch (IOException | ThemeException | ThemeRefusedException | CommandException broken) {
            // One frame is enough to say what is wrong.
            return List.of("operational");
        }
    }

    private Theme theme() throws IOException {
        return Theme.onTrial(Draft.read(folder).files());
    }

    private static String trouble(List<Finding> findings) {
        return findings.stream()
                .map(finding -> "<li>" + escaped(finding.toString()) + "</li>")
                .collect(Collectors.joining(
                        "\n",
                        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>It"
                                + " fails</title></head><body><h1>The theme fails</h1><ul>",
                        "</ul></body></html>"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    static final String STYLE = "body{font:16px/1.5"
        + " system-ui,sans-serif;margin:1.5rem;background:#e9eaec;color:#16181d}h3{font-size:1rem;margin:1.5rem 0"
        + " .5rem}a{color:#1b3fa0}iframe{border:1px solid"
        + " #9aa1ab;background:#fff;height:640px;max-width:100%}.phone{width:390px;margin-inline-end:1rem}.desktop{width:min(1280px,calc(100%"
        + " - 430px));min-width:390px}";

    /** {@link #STYLE} as a file's bytes. */
    static byte[] style() {
        return STYLE.getBytes(StandardCharsets.UTF_8);
    }
}
