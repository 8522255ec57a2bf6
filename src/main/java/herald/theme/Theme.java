package herald.theme;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One theme as it is at one moment: what it makes of view records, its words, its files. All methods throw {@link ThemeException} when it fails. */
public final class Theme {

    private static final String MAIL = "email";

    private final ThemeFiles files;
    private final Workers workers;
    private final Assets assets;
    private final Map<String, Messages> messages = new ConcurrentHashMap<>();

    private Theme(ThemeFiles files, Workers workers) {
        this.files = files;
        this.workers = workers;
        this.assets = new Assets(files);
    }

    static Theme of(ThemeFiles files) {
        return new Theme(files, Workers.OF_PAGES);
    }

    /** One to be looked at before any reader sees it; however long it takes, no page waits for it. */
    public static Theme onTrial(ThemeFiles files) {
        return new Theme(files, Workers.OF_TRIALS);
    }

    /** Names the very bytes it is made of; another after every change. */
    public String hash() {
        return files.hash();
    }

    /**
     * A public page.
     *
     * @param template {@code index.ftlh}, {@code incident.ftlh}, {@code history.ftlh}, {@code uptime.ftlh}, {@code calendar.ftlh},
     *     {@code subscribe.ftlh}, {@code not-found.ftlh}
     * @param view what templates know as {@code view}
     */
    public String render(String template, String language, Record view) {
        return workers.render(files, template, language, Map.of("view", view));
    }

    /** A piece of a page, {@code bars.ftlh}, to be printed by other templates as it is. */
    public Fragment fragment(String template, String language, Record view) {
        return new Fragment(render(template, language, view).strip());
    }

    /**
     * The words of one post; {@link PlainPost#of} has those for a theme that fails.
     *
     * @param channel {@code x}, {@code mastodon}, {@code slack}, …: it may have a template of its own
     */
    public String renderPost(String channel, String language, PostView post) {
        return PlainPost.tidy(
                message(channel, ".ftl", language, post, Map.of("post", MessageTemplates.safe(channel, post))));
    }

    /** The words of one mail; {@link PlainPost#mail} has those for a theme that fails. */
    public Mail renderMail(String language, PostView post, MailView mail) {
        var model = Map.of("post", post, "mail", mail);
        return new Mail(
                Mail.subject(message(MAIL, ".subject.ftl", language, post, model)),
                PlainPost.tidy(message(MAIL, ".text.ftl", language, post, model)),
                message(MAIL, ".html.ftlh", language, post, model));
    }

    private String message(String channel, String ending, String language, PostView post, Map<String, ?> model) {
        var template = MessageTemplates.find(
                path -> files.read(path).isPresent(), channel, post.stage().code(), language, ending);
        return workers.render(files, template, language, model);
    }

    /** Its words in {@code language}; what it lacks is its parent's, and at last English. */
    public Messages messages(String language) {
        return messages.computeIfAbsent(language, code -> Messages.of(files::merged, code));
    }

    /** The languages it has words in, its parents' included: {@code en}, {@code ja}, {@code ko}. */
    public List<String> languages() {
        return files.paths().stream()
                .filter(Messages::isFile)
                .map(Messages::languageOf)
                .filter(Messages::isLanguage)
                .toList();
    }

    /** What is missing, unknown or broken among its words, by language. */
    public List<MessagesCheck> checkMessages() {
        return MessagesCheck.of(files);
    }

    /** @param name as the theme calls it: {@code page.css}, {@code page.js}, {@code favicon-operational.svg} */
    public Asset asset(String name) {
        return assets.get(name);
    }

    /** Addresses of what a page in {@code state} (a banner's code) needs, below {@code folder}: {@code /assets/}. */
    public SiteAssets assets(String folder, String state) {
        return assets.site(folder, state);
    }

    /** Everything under {@code /assets/} that its pages point to. */
    public List<Asset> allAssets() {
        return assets.all();
    }
}
