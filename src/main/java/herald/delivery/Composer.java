package herald.delivery;

import herald.channel.Channel;
import herald.channel.Fitted;
import herald.channel.Words;
import herald.incident.AffectedComponent;
import herald.incident.Incident;
import herald.incident.Story;
import herald.incident.Story.Told;
import herald.markdown.Markdown;
import herald.page.Page;
import herald.page.PublicAddress;
import herald.theme.PlainPost;
import herald.theme.PostView;
import herald.theme.ThemeException;
import herald.theme.ThemeRenderer;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
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
    private final PublicAddress addresses;
    private final Clock clock;

    Composer(ThemeRenderer themes, Targets targets, PublicAddress addresses, Clock clock) {
        this.themes = themes;
        this.targets = targets;
        this.addresses = addresses;
        this.clock = clock;
    }

    /** @param first whether the message begins its thread */
    Fitted compose(Page page, Story story, Told told, Target target, Channel channel, boolean first) {
        var account = targets.account(target);
        var policy = account.setting("link_policy").orElse("FIRST_ONLY");
        var withLink = policy.equals("ALWAYS") || (policy.equals("FIRST_ONLY") && first);
        Optional<URI> link = withLink
                ? Optional.of(addresses
                        .of(page)
                        .resolve("/incidents/" + story.incident().code()))
                : Optional.empty();
        return channel.fit(new Words(text(page, story, told, target.language()), link, target.language()), account);
    }

    private String text(Page page, Story story, Told told, String language) {
        try {
            return themes.renderPost(page.theme(), language, view(page, story, told, language, page.theme()));
        } catch (ThemeException broken) {
            LOG.error(
                    "The theme {} cannot write posts ({}); this one goes out in plain words.",
                    page.theme(),
                    broken.getMessage());
            return PlainPost.of(view(page, story, told, language, ThemeRenderer.DEFAULT));
        }
    }

    private PostView view(Page page, Story story, Told told, String language, String theme) {
        var messages = themes.messages(theme, language);
        var incident = story.incident();
        var zone = page.zone();
        var now = clock.instant();
        var update = told.update();
        var at = messages.moment(update.displayAt(), zone);
        boolean today = update.displayAt()
                .atZone(zone)
                .toLocalDate()
                .equals(now.atZone(zone).toLocalDate());
        return new PostView(
                messages.stage(update.stage().word()),
                today ? at.time() : at.text(),
                Markdown.clean(story.name(language, page.languageList())),
                Markdown.toPlainText(told.body(language, page.languageList())),
                scope(incident, messages),
                told.components().stream()
                        .map(AffectedComponent::name)
                        .map(Composer::withoutGroup)
                        .map(Markdown::clean)
                        .toList(),
                update.nextUpdateAt() == null
                        ? null
                        : messages.promise(update.nextUpdateAt(), update.createdAt(), zone)
                                .text(),
                update.stage().isOpen() || incident.impactStartedAt() == null
                        ? null
                        : messages.span(incident.impactStartedAt(), incident.impactEndedAt(), zone)
                                .text());
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
