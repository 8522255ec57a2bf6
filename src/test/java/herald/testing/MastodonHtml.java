package herald.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A post as Mastodon shows it: paragraphs, links in three pieces, people and tags as links. */
final class MastodonHtml {
    private static final Pattern PERSON = Pattern.compile("(?<![=/\\w])@(known)(?:@[\\w.-]+\\w)?");
    private static final Pattern TAG = Pattern.compile("(?<![/\\p{L}\\p{N}_&])#([\\p{L}_][\\p{L}\\p{N}_]*)");

    private MastodonHtml() {}

    static String of(String text, String server) {
        var html = new StringBuilder();
        var at = 0;
        for (var link : addresses(text)) {
            html.append(words(text.substring(at, link.start()), server));
            html.append(link(link.url()));
            at = link.end();
        }
        html.append(words(text.substring(at), server));
        var paragraphs = html.toString().replaceAll("\n{2,}", "</p><p>").replace("\n", "<br />");
        return "<p>" + paragraphs + "</p>";
    }

    static List<XText.Link> addresses(String text) {
        var links = new ArrayList<>(XText.links(text));
        links.removeIf(link -> !link.url().matches("(?i)https?://.*"));
        return links;
    }

    private static String words(String text, String server) {
        var escaped = escaped(text);
        var people = PERSON.matcher(escaped)
                .replaceAll("<span class=\"h-card\" translate=\"no\"><a href=\"" + server
                        + "/@$1\" class=\"u-url mention\">@<span>$1</span></a></span>");
        return TAG.matcher(people)
                .replaceAll("<a href=\"" + server
                        + "/tags/$1\" class=\"mention hashtag\" rel=\"tag\">#<span>$1</span></a>");
    }

    private static String link(String url) {
        var prefix = url.replaceFirst("(?i)^(https?://(?:www\\.)?).*$", "$1");
        var rest = url.substring(prefix.length());
        var shown = rest.substring(0, Math.min(30, rest.length()));
        return "<a href=\"" + escaped(url) + "\" target=\"_blank\" rel=\"nofollow noopener\" translate=\"no\">"
                + "<span class=\"invisible\">" + escaped(prefix) + "</span>"
                + "<span class=\"" + (rest.length() > 30 ? "ellipsis" : "") + "\">" + escaped(shown) + "</span>"
                + "<span class=\"invisible\">" + escaped(rest.substring(shown.length())) + "</span></a>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
