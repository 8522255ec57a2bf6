package herald.theme;

import com.ibm.icu.number.LocalizedNumberFormatter;
import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.Precision;
import com.ibm.icu.number.Scale;
import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.DateIntervalFormat;
import com.ibm.icu.text.DateIntervalInfo;
import com.ibm.icu.text.DisplayContext;
import com.ibm.icu.text.ListFormatter;
import com.ibm.icu.text.LocaleDisplayNames;
import com.ibm.icu.text.LocaleDisplayNames.DialectHandling;
import com.ibm.icu.text.MeasureFormat;
import com.ibm.icu.text.MeasureFormat.FormatWidth;
import com.ibm.icu.text.SimpleFormatter;
import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.DateInterval;
import com.ibm.icu.util.Measure;
import com.ibm.icu.util.MeasureUnit;
import com.ibm.icu.util.NoUnit;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * How one language writes days, lengths, shares and lists: what CLDR knows of it. Days are Gregorian in every language, as the page's
 * months are. Safe for many threads.
 */
final class Conventions {

    /** English without a country is read everywhere: with the day before the month, as most of its readers have it. */
    private static final Map<String, String> READ_AS = Map.of("en", "en-001");

    /** ICU takes fifteen microseconds for one, and most are said again with every publication. */
    private static final int MOST_LENGTHS = 10_000;

    private static final Pattern SKELETON = Pattern.compile("[A-Za-z]{1,40}");

    private static final Map<String, String> OWN_NAMES = new ConcurrentHashMap<>();

    private final ULocale locale;
    private final LocaleDisplayNames languages;
    private final MeasureFormat lengths;
    private final LocalizedNumberFormatter percent;
    private final SimpleFormatter between;
    private final Map<String, DateFormat> dates = new ConcurrentHashMap<>();
    private final Map<Duration, String> lengthsSaid = new ConcurrentHashMap<>();

    /** @param language BCP 47 */
    Conventions(String language) {
        this.locale = locale(language).setKeywordValue("calendar", "gregorian");
        this.languages = LocaleDisplayNames.getInstance(locale, DialectHandling.DIALECT_NAMES);
        this.lengths = MeasureFormat.getInstance(locale, FormatWidth.WIDE);
        this.percent = NumberFormatter.withLocale(locale)
                .unit(NoUnit.PERCENT)
                .scale(Scale.powerOfTen(2))
                .precision(Precision.maxFraction(2))
                .roundingMode(RoundingMode.FLOOR);
        this.between = SimpleFormatter.compile(plainBlanks(new DateIntervalInfo(locale).getFallbackIntervalPattern()));
    }

    static ULocale locale(String language) {
        return ULocale.forLanguageTag(READ_AS.getOrDefault(language, language));
    }

    /** "日本語": what {@code language} is called by those who speak it, as it stands in a list. */
    static String ownName(String language) {
        return OWN_NAMES.computeIfAbsent(
                language,
                code -> LocaleDisplayNames.getInstance(
                                ULocale.forLanguageTag(code),
                                DisplayContext.DIALECT_NAMES,
                                DisplayContext.CAPITALIZATION_FOR_UI_LIST_OR_MENU)
                        .localeDisplayName(code));
    }

    boolean isRightToLeft() {
        return locale.isRightToLeft();
    }

    /**
     * A day or a time of day in the order and with the words of this language.
     *
     * @param skeleton what shall be said of it, in the letters of UTS 35: {@code yMMMMd}, {@code Hm}
     * @throws IllegalArgumentException when that is no skeleton
     */
    String say(LocalDateTime at, String skeleton) {
        var format = dates.computeIfAbsent(skeleton, this::dateFormat);
        synchronized (format) {
            return format.format((Object) millis(at));
        }
    }

    /** "March – May 2021". */
    String months(YearMonth first, YearMonth last) {
        var format = DateIntervalFormat.getInstance("yMMMM", locale);
        format.setTimeZone(TimeZone.GMT_ZONE);
        var interval = new DateInterval(
                millis(first.atDay(1).atStartOfDay()), millis(last.atDay(1).atStartOfDay()));
        return plainBlanks(format.formatToValue(interval).toString());
    }

    /** "{@code from} – {@code until}". */
    String between(String from, String until) {
        return between.format(from, until);
    }

    /** "2 hours, 21 minutes"; at least a minute, at most two units. */
    String length(Duration length) {
        var rounded = length.compareTo(Duration.ofMinutes(1)) < 0 ? Duration.ofMinutes(1) : length;
        if (lengthsSaid.size() > MOST_LENGTHS) {
            lengthsSaid.clear();
        }
        return lengthsSaid.computeIfAbsent(rounded.truncatedTo(ChronoUnit.MINUTES), this::sayLength);
    }

    private String sayLength(Duration rounded) {
        var parts = new ArrayList<Measure>();
        add(parts, rounded.toDaysPart(), MeasureUnit.DAY);
        add(parts, rounded.toHoursPart(), MeasureUnit.HOUR);
        add(parts, rounded.toMinutesPart(), MeasureUnit.MINUTE);
        return lengths.formatMeasures(
                parts.subList(0, Math.min(2, parts.size())).toArray(Measure[]::new));
    }

    private static void add(List<Measure> parts, long amount, MeasureUnit unit) {
        if (amount > 0) {
            parts.add(new Measure(amount, unit));
        }
    }

    /** "99.98%": rounded down, so that a hundred is said only of a hundred. */
    String percent(double share) {
        return percent.format(BigDecimal.valueOf(share)).toString();
    }

    /** "Messages, calls and photos"; nothing of nothing. */
    String list(List<String> words) {
        return ListFormatter.getInstance(locale, ListFormatter.Type.AND, ListFormatter.Width.WIDE)
                .format(words);
    }

    /** What {@code language} is called in this one: "Japanese". */
    String name(String language) {
        synchronized (languages) {
            return languages.localeDisplayName(ULocale.forLanguageTag(language));
        }
    }

    DayOfWeek firstDayOfWeek() {
        int sundayIsOne = Calendar.getInstance(locale).getFirstDayOfWeek();
        return DayOfWeek.SUNDAY.plus(sundayIsOne - 1L);
    }

    /** @throws IllegalArgumentException when it is none */
    static void check(String skeleton) {
        if (!SKELETON.matcher(skeleton).matches()) {
            throw new IllegalArgumentException(
                    "«" + skeleton + "» is no skeleton: write letters only, such as yMMMMdHm");
        }
    }

    private DateFormat dateFormat(String skeleton) {
        check(skeleton);
        var format = DateFormat.getInstanceForSkeleton(skeleton, locale);
        // Moments come in the page's own zone already, by the Java runtime's rules: ICU's may be of another year.
        format.setTimeZone(TimeZone.GMT_ZONE);
        return format;
    }

    /** Thin ones break lines as others do, and are in nobody's search. */
    private static String plainBlanks(String text) {
        return text.replace('\u2009', ' ');
    }

    private static long millis(LocalDateTime at) {
        return at.toInstant(ZoneOffset.UTC).toEpochMilli();
    }
}
