package herald.theme;

import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;

/** A theme's words in one language, and what is said with them: labels, dates, promises, notes. */
public final class Messages {
    /** What a page's banner can say: the component statuses, and an open incident while every component works. */
    public static final List<String> BANNERS = List.of(
            "operational", "degraded_performance", "partial_outage", "major_outage", "under_maintenance", "incident");

    private final Locale locale;
    private final Map<String, MessageFormat> formats = new LinkedHashMap<>();

    Messages(Locale locale, Properties words) {
        this.locale = locale;
        for (var key : words.stringPropertyNames()) {
            try {
                formats.put(key, new MessageFormat(words.getProperty(key), locale));
            } catch (IllegalArgumentException e) {
                throw new ThemeException("messages_" + locale + ".properties", 0, key + ": " + e.getMessage(), e);
            }
        }
    }

    /** @param files the words in one of a theme's files, its parents' included; none where there is no such file */
    static Messages of(Function<String, Properties> files, String language) {
        var locale = Locale.forLanguageTag(language);
        var words = new Properties();
        words.putAll(files.apply("messages_en.properties"));
        words.putAll(files.apply("messages_" + locale.getLanguage() + ".properties"));
        return new Messages(locale, words);
    }

    /** Whether a theme's file holds words. */
    static boolean isFile(String path) {
        return path.startsWith("messages_") && path.endsWith(".properties");
    }

    /** The language these words were asked for in. */
    public String language() {
        return locale.toLanguageTag();
    }

    /** The words for {@code key}; throws {@link ThemeException} when no language has it. */
    public String get(String key, Object... arguments) {
        var format = formats.get(key);
        if (format == null) {
            throw new ThemeException("messages_" + locale + ".properties", 0, "no words for " + key, null);
        }
        return ((MessageFormat) format.clone()).format(arguments);
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
        var local = at.atZone(zone);
        return new Moment(
                at.truncatedTo(ChronoUnit.SECONDS).toString(),
                withZone(format("format.dateTime", local), at, zone),
                withZone(format("format.time", local), at, zone));
    }

    public String date(LocalDate day) {
        return format("format.date", day);
    }

    /** @param until null while it goes on */
    public Span span(Instant from, @Nullable Instant until, ZoneId zone) {
        var begin = moment(from, zone);
        if (until == null) {
            return new Span(begin, null, get("span.open", begin.text()), null);
        }
        var sameDay = from.atZone(zone).toLocalDate().equals(until.atZone(zone).toLocalDate());
        var start = format("format.dateTime", from.atZone(zone));
        var end = withZone(format(sameDay ? "format.time" : "format.dateTime", until.atZone(zone)), until, zone);
        var text = from.equals(until) ? begin.text() : get("span.closed", unbroken(start), unbroken(end));
        return new Span(begin, moment(until, zone), text, length(Duration.between(from, until)));
    }

    private static String unbroken(String text) {
        return text.replace(' ', '\u00A0');
    }

    /** "2 hours 21 minutes"; at least a minute, at most two units. */
    public String length(Duration length) {
        var rounded = length.compareTo(Duration.ofMinutes(1)) < 0 ? Duration.ofMinutes(1) : length;
        var parts = new ArrayList<String>();
        addPart(parts, "length.days", rounded.toDaysPart());
        addPart(parts, "length.hours", rounded.toHoursPart());
        addPart(parts, "length.minutes", rounded.toMinutesPart());
        return String.join(get("length.join"), parts.subList(0, Math.min(2, parts.size())));
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
        var found = Locale.forLanguageTag(other);
        return found.getLanguage().equals(locale.getLanguage())
                ? null
                : get("language.only", found.getDisplayLanguage(locale));
    }

    /**
     * "99.98%", as the language writes it; rounded down, so that a hundred is said only of a hundred.
     *
     * @param share from 0 to 1
     */
    public String percent(double share) {
        var format = NumberFormat.getPercentInstance(locale);
        format.setMaximumFractionDigits(2);
        format.setRoundingMode(RoundingMode.FLOOR);
        return format.format(BigDecimal.valueOf(share));
    }

    /** What a component's bars show, for those who cannot see them: "99.98% in the last 90 days; 2 days with problems". */
    public String uptimeSummary(String percent, int days, long troubledDays) {
        return get("uptime.summary", percent, days, troubledDays);
    }

    /**
     * What a day's bar stands for, "5 May 2021: Partial outage, 2 hours 21 minutes"; for like days in a row from the first to the
     * last of them.
     *
     * @param length how long it had that status; null when that says nothing
     */
    public String uptimeDay(LocalDate first, LocalDate last, Label status, @Nullable Duration length) {
        var day = first.equals(last) ? date(first) : get("span.closed", date(first), date(last));
        return get("uptime.of", day, length == null ? status.text() : status.text() + ", " + length(length));
    }

    private Label label(String group, String code) {
        return new Label(code, get(group + code));
    }

    private void addPart(List<String> parts, String key, long amount) {
        if (amount > 0) {
            parts.add(get(key, amount));
        }
    }

    private String format(String key, TemporalAccessor moment) {
        return DateTimeFormatter.ofPattern(get(key), locale).format(moment);
    }

    /** Zone names in English letters: "KST" is what readers of every language know, "GMT+9" is what other locales give. */
    private String withZone(String text, Instant at, ZoneId zone) {
        return get(
                "format.zone",
                text,
                DateTimeFormatter.ofPattern("z", Locale.ENGLISH).format(at.atZone(zone)));
    }
}
