package herald.theme;

import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.utility.DeepUnwrap;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Turns view records into the bytes of a page, in a theme's looks and a language's words. Costs what a template costs: never
 * on the path of a public request, never inside a transaction. All methods throw {@link ThemeException} when a theme fails.
 */
@Singleton
public class ThemeRenderer {
    /** The theme that is always there. */
    public static final String DEFAULT = ThemeFiles.DEFAULT;

    private static final String CONSOLE = "console";
    private static final String ENGLISH = "en";
    private static final String MAIL = "email";
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private record Loaded(Theme theme, long at) {}

    private final @Nullable Path themesDir;
    private final Map<String, Loaded> themes = new ConcurrentHashMap<>();
    private final Theme console = new Theme(ThemeFiles.classpath(CONSOLE));

    public ThemeRenderer(ThemeSettings settings) {
        this.themesDir = settings.themesDir();
    }

    /**
     * A public page.
     *
     * @param template {@code index.ftlh}, {@code incident.ftlh}, {@code history.ftlh}, {@code uptime.ftlh}, {@code calendar.ftlh},
     *     {@code subscribe.ftlh}, {@code not-found.ftlh}
     * @param view what templates know as {@code view}
     */
    public String render(String theme, String template, String language, Record view) {
        var chosen = theme(theme);
        return chosen.render(template, Map.of("view", view, "msg", new Words(chosen.messages(language))));
    }

    /** A piece of a page, {@code bars.ftlh}, to be printed by other templates as it is. */
    public Fragment fragment(String theme, String template, String language, Record view) {
        return new Fragment(render(theme, template, language, view).strip());
    }

    /**
     * A screen of the staff console from {@code classpath:/console/}; it may import the default theme's macros.
     *
     * @param model a map, whose entries become variables, or anything else, which becomes {@code view}; null values are left out
     */
    public String renderConsole(String template, Object model) {
        var variables = new HashMap<String, Object>();
        variables.put("msg", new Words(console.messages(ENGLISH)));
        if (model instanceof Map<?, ?> entries) {
            entries.forEach((name, value) -> variables.put(String.valueOf(name), value));
        } else {
            variables.put("view", model);
        }
        variables.values().removeIf(Objects::isNull);
        return console.render(template, variables);
    }

    /**
     * The words of one post; {@link PlainPost#of} has those for a theme that fails.
     *
     * @param channel {@code x}, {@code mastodon}, {@code slack}, …: it may have a template of its own
     */
    public String renderPost(String theme, String channel, String language, PostView post) {
        return PlainPost.tidy(message(
                theme, channel, ".ftl", language, post, Map.of("post", MessageTemplates.safe(channel, post))));
    }

    /** The words of one mail; {@link PlainPost#mail} has those for a theme that fails. */
    public Mail renderMail(String theme, String language, PostView post, MailView mail) {
        var model = Map.<String, Object>of("post", post, "mail", mail);
        return new Mail(
                Mail.subject(message(theme, MAIL, ".subject.ftl", language, post, model)),
                PlainPost.tidy(message(theme, MAIL, ".text.ftl", language, post, model)),
                message(theme, MAIL, ".html.ftlh", language, post, model));
    }

    private String message(
            String theme, String channel, String ending, String language, PostView post, Map<String, Object> model) {
        var chosen = theme(theme);
        var variables = new HashMap<>(model);
        variables.put("msg", new Words(chosen.messages(language)));
        var template = MessageTemplates.find(
                chosen::has, channel, post.stage().code(), chosen.messages(language).language(), ending);
        return chosen.render(template, variables);
    }

    /** A theme's words in {@code language}; what it lacks is its parent's, and at last English. */
    public Messages messages(String theme, String language) {
        return theme(theme).messages(language);
    }

    /** @param name as the theme calls it: {@code page.css}, {@code page.js}, {@code favicon-operational.svg} */
    public Asset asset(String theme, String name) {
        return theme(theme).assets().get(name);
    }

    /** A file the console serves, {@code classpath:/console/assets/NAME}, or the default theme's of that name. */
    public Asset consoleAsset(String name) {
        return console.assets().get(name);
    }

    /** Addresses of what a page in {@code state} (a banner's code) needs, below {@code folder}: {@code /assets/}. */
    public SiteAssets assets(String theme, String folder, String state) {
        var files = theme(theme).assets();
        return new SiteAssets(
                folder + files.get("page.css").path(),
                folder + files.get("page.js").path(),
                folder + files.get("favicon-" + state + ".svg").path());
    }

    /** Everything under {@code /assets/} that pages of this theme point to. */
    public List<Asset> allAssets(String theme) {
        var files = theme(theme).assets();
        var all = new ArrayList<>(List.of(files.get("page.css"), files.get("page.js")));
        Messages.BANNERS.forEach(state -> all.add(files.get("favicon-" + state + ".svg")));
        return List.copyOf(all);
    }

    private Theme theme(String name) {
        return themes.compute(name, (theme, loaded) -> {
                    var now = System.nanoTime();
                    var fresh = loaded != null && (themesDir == null || now - loaded.at() < LOOK_AGAIN.toNanos());
                    return fresh ? loaded : new Loaded(new Theme(ThemeFiles.of(theme, themesDir)), now);
                })
                .theme();
    }

    /** {@code msg("key", argument…)} in templates. */
    private record Words(Messages messages) implements TemplateMethodModelEx {
        @Override
        public Object exec(@SuppressWarnings("rawtypes") List arguments) throws TemplateModelException {
            var values = new ArrayList<Object>();
            for (var argument : arguments) {
                values.add(DeepUnwrap.unwrap((TemplateModel) argument));
            }
            return messages.get(
                    String.valueOf(values.getFirst()),
                    values.subList(1, values.size()).toArray());
        }
    }
}
