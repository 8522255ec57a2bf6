package herald.delivery;

import herald.channel.Ability;
import herald.channel.Card;
import herald.channel.Channel;
import herald.channel.Mail;
import herald.channel.Words;
import herald.component.Component;
import herald.component.Components;
import herald.incident.Incident;
import herald.incident.Story;
import herald.incident.Story.Told;
import herald.markdown.Markdown;
import herald.page.Page;
import herald.page.PublicAddress;
import herald.theme.MailView;
import herald.theme.PlainPost;
import herald.theme.PostView;
import herald.theme.ThemeException;
import herald.theme.ThemeRenderer;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the words of one update for one target. Renders, and so is never called inside a transaction. */
@Singleton
class Composer {

    private static final Logger LOG = LoggerFactory.getLogger(Composer.class);

    private final ThemeRenderer themes;
    private final Targets targets;
    private final Components components;
    private final PublicAddress addresses;
    private final Clock clock;

    Composer(ThemeRenderer themes, Targets targets, Components components, PublicAddress addresses, Clock clock) {
        this.themes = themes;
        this.targets = targets;
        this.components = components;
        this.addresses = addresses;
        this.clock = clock;
    }

    Composed compose(Page page, Story story, Told told, Target target, Channel channel, Occasion occasion) {
        var account = targets.account(target);
        var policy = account.setting("link_policy").orElse("FIRST_ONLY");
        var withLink = policy.equals("ALWAYS") || (policy.equals("FIRST_ONLY") && occasion.first());
        var language = target.language();
        Optional<URI> link = withLink ? Optional.of(link(page, story, language)) : Optional.empty();
        var mail = channel.abilities(account).contains(Ability.MAIL) && occasion.isPlain()
                ? Optional.of(mail(page, story, told, language))
                : Optional.<herald.theme.Mail>empty();
        var words = new Words(
                mail.map(herald.theme.Mail::text).orElseGet(() -> text(page, story, told, channel, language, occasion)),
                link,
                language);
        boolean split = account.setting("long_text").filter("SPLIT"::equals).isPresent();
        return new Composed(
                split ? channel.split(words, account) : List.of(channel.fit(words, account)),
                card(page, story, told, language),
                mail.map(written -> new Mail(
                        written.subject(), Optional.ofNullable(written.html()).orElse(""))));
    }

    private herald.theme.Mail mail(Page page, Story story, Told told, String language) {
        try {
            var messages = themes.theme(page.theme()).messages(language);
            var body = Markdown.toHtml(told.body(language, page.languageList()));
            return themes.theme(page.theme())
                    .renderMail(
                            language,
                            view(page, story, told, language, page.theme()),
                            new MailView(language, messages.direction(), body, null, null));
        } catch (ThemeException broken) {
            LOG.error(
                    "The theme {} cannot write mails ({}); this one goes out in plain words.",
                    page.theme(),
                    broken.getMessage());
            return PlainPost.mail(view(page, story, told, language, ThemeRenderer.DEFAULT));
        }
    }

    private String text(Page page, Story story, Told told, Channel channel, String language, Occasion occasion) {
        var text = occasion.wording() == null ? text(page, story, told, channel.name(), language) : occasion.wording();
        var messages = themes.theme(page.theme()).messages(language);
        if (!occasion.before().isEmpty()) {
            var passed = occasion.before().stream()
                    .map(before -> messages.moment(before.update().displayAt(), page.zone())
                                    .time() + " "
                            + messages.stage(before.update().stage().word()).text())
                    .toList();
            text = text + "\n\n" + messages.get("post.caughtUp", String.join(" · ", passed));
        }
        return occasion.correction() ? messages.get("post.correction", text) : text;
    }

    private Card card(Page page, Story story, Told told, String language) {
        var post = view(page, story, told, language, page.theme());
        var incident = story.incident();
        var update = told.update();
        return new Card(
                post.pageName(),
                addresses.of(page),
                incident.code(),
                update.code(),
                update.sequence(),
                incident.isMaintenance(),
                update.stage().word(),
                post.stage().text(),
                incident.effectiveImpact().word(),
                post.incidentName(),
                post.body(),
                update.displayAt(),
                post.time(),
                post.components(),
                post.nextUpdate(),
                update.nextUpdateAt(),
                incident.impactStartedAt(),
                incident.impactEndedAt(),
                link(page, story, language),
                language);
    }

    /** In the target's language where the page speaks it. */
    private URI link(Page page, Story story, String language) {
        var speaks = page.languageList().contains(language) && !language.equals(page.firstLanguage());
        return addresses
                .of(page)
                .resolve((speaks ? "/" + language : "") + "/incidents/"
                        + story.incident().code());
    }

    private String text(Page page, Story story, Told told, String channel, String language) {
        try {
            return themes.theme(page.theme())
                    .renderPost(channel, language, view(page, story, told, language, page.theme()));
        } catch (ThemeException broken) {
            LOG.error(
                    "The theme {} cannot write posts ({}); this one goes out in plain words.",
                    page.theme(),
                    broken.getMessage());
            return PlainPost.of(view(page, story, told, language, ThemeRenderer.DEFAULT));
        }
    }

    private PostView view(Page page, Story story, Told told, String language, String theme) {
        var messages = themes.theme(theme).messages(language);
        var incident = story.incident();
        var zone = page.zone();
        var now = clock.instant();
        var update = told.update();
        var at = messages.moment(update.displayAt(), zone);
        boolean today = update.displayAt()
                .atZone(zone)
                .toLocalDate()
                .equals(now.atZone(zone).toLocalDate());
        var names = names(page, told, language);
        return new PostView(
                Markdown.clean(page.name()),
                messages.stage(update.stage().word()),
                incident.isMaintenance(),
                today ? at.time() : at.text(),
                Markdown.clean(story.name(language, page.languageList())),
                Markdown.toPlainText(told.body(language, page.languageList())),
                scope(incident, messages),
                names,
                messages.list(names),
                incident.isMaintenance() && update.stage().isOpen() && incident.scheduledUntil() != null
                        ? messages.span(incident.scheduledFor(), incident.scheduledUntil(), zone)
                                .text()
                        : null,
                update.nextUpdateAt() == null
                        ? null
                        : messages.promise(update.nextUpdateAt(), update.createdAt(), zone)
                                .text(),
                update.stage().isOpen() || incident.impactStartedAt() == null
                        ? null
                        : messages.span(incident.impactStartedAt(), incident.impactEndedAt(), zone)
                                .text(),
                link(page, story, language).toString());
    }

    /** As the language calls them; those that have left the page keep the name they had. */
    private List<String> names(Page page, Told told, String language) {
        if (told.components().isEmpty()) {
            return List.of();
        }
        var texts = components.textsOfPage(page.id());
        var byCode = components.ofPage(page.id()).stream()
                .collect(Collectors.toMap(
                        Component::code, component -> texts.of(component).names()));
        return told.components().stream()
                .map(affected -> Optional.ofNullable(byCode.get(affected.componentCode()))
                        .map(names -> names.get(language))
                        .orElseGet(() -> withoutGroup(affected.name())))
                .map(Markdown::clean)
                .toList();
    }

    private static @Nullable String scope(Incident incident, herald.theme.Messages messages) {
        var said = Stream.of(
                        Optional.ofNullable(incident.scope()).map(scope -> messages.scope(scope.word())),
                        Optional.ofNullable(incident.scopeNote()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" · "));
        return said.isEmpty() ? null : said;
    }

    private static String withoutGroup(String fullName) {
        int at = fullName.indexOf(" - ");
        return at < 0 ? fullName : fullName.substring(at + 3);
    }
}
