package herald.publish.push;

import herald.publish.Caching;
import herald.publish.Document;
import herald.publish.PageSnapshot;
import herald.publish.push.Piece.Part;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which file each address of a page becomes, so that servers that know nothing but files find it. */
final class Layout {

    private static final Set<String> RESERVED = Set.of(".", "..", ".herald");
    private static final String NOT_FOUND = "not-found:";
    private static final Pattern INCIDENT = Pattern.compile("/incidents/([0-9a-z]+)");
    private static final Pattern LINK = Pattern.compile("href=\"(/[^\"?#]*)");
    private static final Pattern OLD = Pattern.compile("(/[A-Za-z0-9-]+)?/(incidents|history|uptime)/.+");

    private Layout() {}

    /** In the order of writing. */
    static List<Piece> of(PageSnapshot snapshot) {
        var fronts = snapshot.languages().stream()
                .map(language -> "/" + language + "/")
                .toList();
        var linked = linked(snapshot, fronts);
        var pieces = new ArrayList<Piece>(snapshot.documents().size());
        snapshot.documents().forEach((path, document) -> {
            var part = part(path, document, fronts, linked);
            pieces.add(new Piece(file(path, document, snapshot.languages()), document, part));
            var incident = INCIDENT.matcher(path);
            if (incident.matches() && isHtml(document)) {
                var language = snapshot.languages().getFirst();
                pieces.add(
                        new Piece(checked("i/" + incident.group(1) + "/index.html"), leadingTo(path, language), part));
            }
        });
        pieces.sort(Comparator.comparing(Piece::part));
        return pieces;
    }

    /** What a server of Herald's answers with a redirect: short links, which stand in posts and answers, lead on by themselves. */
    private static Document leadingTo(String path, String language) {
        var html = """
            <!doctype html>
            <html lang="%s">
            <meta charset="utf-8">
            <meta http-equiv="refresh" content="0; url=%s">
            <link rel="canonical" href="%s">
            <title>%s</title>
            <p><a href="%s">%s</a></p>
            """.formatted(language, path, path, path, path, path);
        return Document.of("text/html; charset=utf-8", Caching.PAGE, html.getBytes(StandardCharsets.UTF_8));
    }

    private static Set<String> linked(PageSnapshot snapshot, List<String> fronts) {
        var linked = new HashSet<String>();
        for (var front : fronts) {
            snapshot.document(front).ifPresent(document -> addLinks(document, linked));
        }
        snapshot.document("/").ifPresent(document -> addLinks(document, linked));
        return linked;
    }

    private static void addLinks(Document document, Set<String> linked) {
        var links = LINK.matcher(new String(document.bytes(), StandardCharsets.UTF_8));
        while (links.find()) {
            linked.add(links.group(1));
        }
    }

    private static Part part(String path, Document document, List<String> fronts, Set<String> linked) {
        if (path.equals("/")) {
            return Part.ROOT;
        }
        if (fronts.contains(path)) {
            return Part.FRONT;
        }
        if (document.caching() == Caching.ASSET) {
            return Part.ASSET;
        }
        if (!linked.contains(path) && OLD.matcher(path).matches()) {
            return Part.ARCHIVE;
        }
        return isHtml(document) ? Part.LED_TO : Part.DATA;
    }

    /** Relative; hosts look for {@code 404.html} at the root, those that know directories' own find the language's. */
    private static String file(String path, Document document, List<String> languages) {
        if (path.startsWith(NOT_FOUND)) {
            var language = path.substring(NOT_FOUND.length());
            return language.equals(languages.getFirst()) ? "404.html" : checked(language + "/404.html");
        }
        var bare = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8)
                .replaceFirst("^/", "");
        if (bare.isEmpty() || bare.endsWith("/")) {
            return checked(bare + "index.html");
        }
        boolean hasEnding = bare.indexOf('.', bare.lastIndexOf('/') + 1) >= 0;
        return checked(isHtml(document) && !hasEnding ? bare + "/index.html" : bare);
    }

    /** Nothing may leave the page's own place, or lie where Herald keeps its books. */
    private static String checked(String path) {
        boolean strays = Arrays.stream(path.split("/", -1))
                .anyMatch(name ->
                        name.isEmpty() || RESERVED.contains(name) || name.contains("\\") || name.contains("\0"));
        if (strays || path.equals(Push.VERSION)) {
            throw new PushException("The page has a document '" + path + "', which cannot be a file.");
        }
        return path;
    }

    private static boolean isHtml(Document document) {
        return document.contentType().startsWith("text/html");
    }
}
