package herald.publish;

import herald.incident.Story;
import herald.markdown.Markdown;
import herald.page.Page;
import herald.theme.LanguageLink;
import herald.theme.LocalText;
import herald.theme.Messages;
import herald.theme.Moment;
import herald.theme.Site;
import herald.theme.SiteAssets;
import herald.theme.SiteLinks;
import herald.theme.SocialView;
import herald.theme.Theme;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A page in one of its languages at one moment.
 *
 * @param base the page's public address, without a slash at the end
 * @param theme the page's, or another that stands in for it
 * @param heardAt when the database was last heard of: what stands here was true then
 */
record Edition(Page page, Theme theme, String base, String language, Instant now, Instant heardAt) {

    Messages words() {
        return theme.messages(language);
    }

    ZoneId zone() {
        return page.zone();
    }

    boolean isFirst() {
        return language.equals(page.firstLanguage());
    }

    /** The address of {@code path} in this language: only the first one's have nothing before them. */
    String at(String path) {
        return at(path, language);
    }

    Moment moment(Instant at) {
        return words().moment(at, zone());
    }

    /** Words of staff for a reader of this language; empty ones when there are none. */
    LocalText choose(Map<String, String> texts) {
        if (texts.isEmpty()) {
            return new LocalText("", page.firstLanguage(), null);
        }
        var inPageOrder = new LinkedHashMap<String, String>();
        page.languageList().stream().filter(texts::containsKey).forEach(l -> inPageOrder.put(l, texts.get(l)));
        texts.forEach(inPageOrder::putIfAbsent);
        var chosen = words().choose(inPageOrder, page.firstLanguage());
        return new LocalText(Markdown.clean(chosen.text()), chosen.language(), chosen.note());
    }

    /** What an update says for a reader of this language; of one that was withdrawn, that it was. */
    LocalText said(Story.Told told) {
        var withdrawal = told.withdrawal();
        return withdrawal == null
                ? choose(told.bodies())
                : new LocalText(
                        words().get(
                                        "update.withdrawn",
                                        moment(withdrawal.withdrawnAt()).text()),
                        language,
                        null);
    }

    /**
     * @param path the document's address in the first language
     * @param version of the page when this document last changed
     * @param asOf when what it says was last true to the letter
     * @param expectBy when a newer copy is made at the latest; null for one that rests
     * @param social what a link to it shows elsewhere
     */
    Site site(
            String path, SiteAssets assets, long version, Instant asOf, @Nullable Instant expectBy, SocialView social) {
        return new Site(
                page.name(),
                language,
                words().direction(),
                links(path),
                new SiteLinks(
                        base + at(path),
                        at("/"),
                        at("/history"),
                        at("/uptime"),
                        at("/subscribe"),
                        page.supportUrl(),
                        null,
                        "/history.atom",
                        "/history.rss",
                        "/maintenances.ics",
                        "/api/v2/summary.json",
                        "/feed.json"),
                assets,
                Long.toString(version),
                moment(asOf),
                expectBy == null ? null : moment(expectBy),
                social);
    }

    private List<LanguageLink> links(String path) {
        return page.languageList().stream().map(other -> link(path, other)).toList();
    }

    private LanguageLink link(String path, String other) {
        var words = theme.messages(other);
        return new LanguageLink(
                other,
                Messages.ownName(other),
                at(path, other),
                other.equals(language),
                words.get("language.offer"),
                words.get("language.dismiss"));
    }

    /** The address of {@code path} in another of the page's languages. */
    String at(String path, String other) {
        return other.equals(page.firstLanguage()) ? path : "/" + other + path;
    }
}
