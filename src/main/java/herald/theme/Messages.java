package herald.theme;

import io.micronaut.core.annotation.Nullable;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A theme's words in one language, and what is said with them: labels, dates, promises, notes. Words come from the theme, how a
 * language writes days, lengths, shares and lists from CLDR. Safe for many threads.
 */
public final class Messages {
    /** What a page's banner can say: the component statuses, and an open incident while every component works. */
    public static final List<String> BANNERS = List.of(
            "operational", "degraded_performance", "partial_outage", "major_outage", "under_maintenance", "incident");

    /** The language that every theme speaks; what another lacks is said in it. */
    public static final String LAST_RESORT = "en";

    /**
     * How a theme may want days and times written other than CLDR has it, in the letters of UTS 35: the keys that need no words and
     * what stands in their place without them. Twenty-four hours: most languages write so, and a stamp shall be taken for no other.
     */
    static final Map<String, String> SKELETONS =
            Map.of("format.date", "yMMMMd", "format.time", "Hm", "format.dateTime", "yMMMMdHm");

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})?");

    /** In English letters: "KST" is what readers of every language know, "GMT+9" is what other languages have for it. */
    private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("z", Locale.ENGLISH);

    private final Locale locale;
    private final Map<String, Phrase> phrases;
    private volatile @Nullable Conventions conventions;

    private Messages(Locale locale, Map<String, Phrase> phrases) {
        this.locale = locale;
        this.phrases = phrases;
    }

    /** @param files the words in the file of this name along the theme's line of parents; none for a file that is not there */
    static Messages of(Function<String, Properties> files, String language) {
        var locale = Locale.forLanguageTag(language);
        var phrases = new LinkedHashMap<String, Phrase>();
        Stream.of(LAST_RESORT, locale.getLanguage(), locale.toLanguageTag())
                .distinct()
                .forEach(code -> {
                    var words = files.apply(file(code));
                    words.stringPropertyNames()
                            .forEach(key -> phrases.put(key, new Phrase(words.getProperty(key), code)));
                });
        return new Messages(locale, phrases);
    }

    /** The name of the file that holds the words of {@code language} in a theme: {@code messages_pt-BR.properties}. */
    static String file(String language) {
        return "messages_" + language + ".properties";
    }

    /** Whether a theme's file holds words. */
    static boolean isFile(String path) {
        return path.startsWith("messages_") && path.endsWith(".properties");
    }

    /** Whether {@code code} is a language as pages and files write it: {@code ko}, {@code pt-BR}. */
    static boolean isLanguage(String code) {
        return LANGUAGE.matcher(code).matches();
    }

    /** The language whose words are in {@code file}, see {@link #isFile}. */
    static String languageOf(String file) {
        return file.substring("messages_".length(), file.length() - ".properties".length());
    }

    /** The language these words were asked for in. */
    public String language() {
        return locale.toLanguageTag();
    }

    /** {@code ltr} or {@code rtl}. */
    public String direction() {
        return conventions().isRightToLeft() ? "rtl" : "ltr";
    }

    /** The words for {@code key}; throws {@link ThemeException} when no language has it. */
    public String get(String key, Object... arguments) {
        var phrase = phrases.get(key);
        if (phrase == null) {
            throw new ThemeException(file(language()), 0, "no words for " + key, null);
        }
        try {
            return phrase.say(arguments);
        } catch (IllegalArgumentException e) {
            throw new ThemeException(file(phrase.language()), 0, key + ": " + e.getMessage(), e);
        }
    }

    /** @param code {@code investigating}, … or a maintenance's {@code scheduled}, … */
    public Label stage(String code) {
        return label("stage.", code);
    }

    /** @param code a component status, {@code partial_outage}, or {@code no_data} */
    public Label status(String code) {
        return label("status.", code);
    }

    /** @param code {@code none}, {@code minor}, {@code major}, {@code critical}, {@code maintenance} */
    public Label impact(String code) {
        return label("impact.", code);
    }

    /**
     * The page's one sentence.
     *
     * @param code one of {@link #BANNERS}
     */
    public Label banner(String code) {
        return label("banner.", code);
    }

    /**
     * "Some users".
     *
     * @param code {@code all}, {@code most}, {@code some} or {@code few}
     */
    public String scope(String code) {
        return get("scope." + code);
    }

    public Moment moment(Instant at, ZoneId zone) {
        var local = at.atZone(zone).toLocalDateTime();
        return new Moment(
                at.truncatedTo(ChronoUnit.SECONDS).toString(),
                withZone(say(local, "format.dateTime"), at, zone),
                withZone(say(local, "format.time"), at, zone));
    }

    public String date(LocalDate day) {
        return say(day.atStartOfDay(), "format.date");
    }

    /** "May 2021". */
    public String month(YearMonth month) {
        return conventions().say(month.atDay(1).atStartOfDay(), "yMMMM");
    }

    /** "March – May 2021"; one month when both are the same. */
    public String months(YearMonth first, YearMonth last) {
        return first.equals(last) ? month(last) : conventions().months(first, last);
    }

    /** The day on which calendars of this language begin their week. */
    public DayOfWeek firstDayOfWeek() {
        return conventions().firstDayOfWeek();
    }

    /** "Mon", as it stands over a column. */
    public String weekday(DayOfWeek day) {
        return conventions().say(LocalDate.EPOCH.with(day).atStartOfDay(), "ccc");
    }

    /** @param until null while it goes on */
    public Span span(Instant from, @Nullable Instant until, ZoneId zone) {
        var begin = moment(from, zone);
        if (until == null) {
            return new Span(begin, null, get("span.open", begin.text()), null);
        }
        var start = from.atZone(zone).toLocalDateTime();
        var end = until.atZone(zone).toLocalDateTime();
        var sameDay = start.toLocalDate().equals(end.toLocalDate());
        var text = from.equals(until)
                ? begin.text()
                : conventions()
                        .between(
                                unbroken(say(start, "format.dateTime")),
                                unbroken(withZone(say(end, sameDay ? "format.time" : "format.dateTime"), until, zone)));
        return new Span(begin, moment(until, zone), text, length(Duration.between(from, until)));
    }

    private static String unbroken(String text) {
        return text.replace(' ', '\u00A0');
    }

    /** "2 hours, 21 minutes"; at least a minute, at most two units. */
    public String length(Duration length) {
        return conventions().length(length);
    }

    /** When the next word was promised for, and whether that moment has passed. */
    public PromiseView promise(Instant at, Instant now, ZoneId zone) {
        var moment = moment(at, zone);
        var sameDay = at.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate());
        var lapsed = at.isBefore(now);
        return new PromiseView(
                moment, lapsed, get(lapsed ? "promise.late" : "promise.next", sameDay ? moment.time() : moment.text()));
    }

    /**
     * The text for a reader of this language: in it, else in the page's first language, else in any, with an honest note.
     *
     * @param texts by language; the first is taken when nothing else fits
     */
    public LocalText choose(Map<String, String> texts, String firstLanguage) {
        var found = List.of(language(), locale.getLanguage(), firstLanguage).stream()
                .filter(texts::containsKey)
                .findFirst()
                .or(() -> texts.keySet().stream().findFirst())
                .orElseThrow(() -> new IllegalArgumentException("no text in any language"));
        return new LocalText(texts.get(found), found, onlyIn(found));
    }

    /** "Only in Korean"; null when {@code other} is this language. */
    public @Nullable String onlyIn(String other) {
        return Locale.forLanguageTag(other).getLanguage().equals(locale.getLanguage())
                ? null
                : get("language.only", conventions().name(other));
    }

    /** "日本語": what {@code language} is called by those who speak it. */
    public static String ownName(String language) {
        return Conventions.ownName(language);
    }

    /** "Japanese": what {@code language} is called in this one. */
    public String name(String language) {
        return conventions().name(language);
    }

    /** "Messages, calls and photos"; empty for nothing. */
    public String list(List<String> words) {
        return conventions().list(words);
    }

    /**
     * "99.98%", as the language writes it; rounded down, so that a hundred is said only of a hundred.
     *
     * @param share from 0 to 1
     */
    public String percent(double share) {
        return conventions().percent(share);
    }

    /** What a component's bars show, for those who cannot see them: "99.98% in the last 90 days; 2 days with problems". */
    public String uptimeSummary(String percent, int days, long troubledDays) {
        return get("uptime.summary", percent, days, troubledDays);
    }

    /**
     * What a day's bar stands for, "5 May 2021: Partial outage, 2 hours, 21 minutes"; for like days in a row from the first to the
     * last of them.
     *
     * @param length how long it had that status; null when that says nothing
     */
    public String uptimeDay(LocalDate first, LocalDate last, Label status, @Nullable Duration length) {
        var day = first.equals(last) ? date(first) : conventions().between(date(first), date(last));
        return get("uptime.of", day, length == null ? status.text() : status.text() + ", " + length(length));
    }

    private Label label(String group, String code) {
        return new Label(code, get(group + code));
    }

    private String say(LocalDateTime at, String key) {
        var own = phrases.get(key);
        var isOurs = own != null
                && Locale.forLanguageTag(own.language()).getLanguage().equals(locale.getLanguage());
        try {
            return conventions().say(at, isOurs ? own.pattern() : SKELETONS.get(key));
        } catch (IllegalArgumentException e) {
            throw new ThemeException(file(language()), 0, key + ": " + e.getMessage(), e);
        }
    }

    private static String withZone(String text, Instant at, ZoneId zone) {
        return text + " " + ZONE.format(at.atZone(zone));
    }

    /** Made when first needed: most words are said without it, and ICU takes its time to start. */
    private Conventions conventions() {
        var ready = conventions;
        if (ready == null) {
            ready = new Conventions(language());
            conventions = ready;
        }
        return ready;
    }
}
