package herald.api;

import herald.page.InvalidException;
import herald.page.Wording;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.tree.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One object of a request. A field that is missing, null or an empty word is absent, and one of the wrong kind is a problem that
 * {@link #check} throws together with all others. Unknown fields are nobody's business.
 */
final class Fields {

    private static final Set<String> TRUE = Set.of("true", "t", "1");
    private static final Set<String> FALSE = Set.of("false", "f", "0");
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private final String path;
    private final Map<String, JsonNode> values;
    private final List<String> problems;

    Fields(String path, Map<String, JsonNode> values, List<String> problems) {
        this.path = path;
        this.values = values;
        this.problems = problems;
    }

    /** Throws what was wrong with any field that has been asked for. */
    void check() {
        InvalidException.throwIfAny(problems);
    }

    void problem(String name, String what) {
        problems.add(at(name) + ": " + what);
    }

    /** Whether the field is there as {@code null}. */
    boolean isNull(String name) {
        var value = values.get(name);
        return value != null && value.isNull();
    }

    boolean has(String name) {
        return value(name).isPresent();
    }

    /** The object in a field; one without fields when it is absent. */
    Fields object(String name) {
        return new Fields(at(name), object(name, value(name)), problems);
    }

    @Nullable
    String text(String name) {
        return value(name).flatMap(value -> string(at(name), value)).orElse(null);
    }

    /** A text that {@code null} clears: the empty word then. */
    @Nullable
    String clearable(String name) {
        return isNull(name) ? "" : text(name);
    }

    /** The texts in a map, those that are absent left out. */
    Map<String, String> texts(String name) {
        var texts = new LinkedHashMap<String, String>();
        var entries = object(name, value(name));
        entries.forEach((key, value) -> {
            if (isPresent(value) && string(at(name), key)) {
                string(at(name) + "." + key, value).ifPresent(text -> texts.put(key, text));
            }
        });
        return texts;
    }

    /** The texts in a map, an empty word for those that are absent. */
    Map<String, String> clearableTexts(String name) {
        var texts = new LinkedHashMap<>(texts(name));
        emptyKeys(name).forEach(key -> texts.put(key, ""));
        return texts;
    }

    /** The keys of a map whose texts are absent. */
    List<String> emptyKeys(String name) {
        var keys = new ArrayList<String>();
        object(name, value(name)).forEach((key, value) -> {
            if (!isPresent(value)) {
                keys.add(key);
            }
        });
        return keys;
    }

    /** The words in a list; null when it is absent. */
    @Nullable
    List<String> words(String name) {
        var list = values.get(name);
        if (list == null
                || list.isNull()
                || (list.isString() && list.getStringValue().isEmpty())) {
            return null;
        }
        if (!list.isArray()) {
            problem(name, "give a list.");
            return null;
        }
        var words = new ArrayList<String>();
        list.values()
                .forEach(value ->
                        string(at(name), value).filter(word -> !word.isEmpty()).ifPresent(words::add));
        return words;
    }

    boolean isList(String name) {
        return value(name).map(JsonNode::isArray).orElse(false);
    }

    @Nullable
    Boolean flag(String name) {
        var value = value(name).orElse(null);
        if (value == null) {
            return null;
        }
        if (value.isBoolean()) {
            return value.getBooleanValue();
        }
        var word = value.isString() || value.isNumber() ? value.coerceStringValue() : "";
        if (TRUE.contains(word) || FALSE.contains(word)) {
            return TRUE.contains(word);
        }
        problem(name, "say true or false.");
        return null;
    }

    /** Whole microseconds, as both databases keep them. */
    @Nullable
    Instant moment(String name) {
        var text = text(name);
        if (text == null) {
            return null;
        }
        try {
            var moment = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
            if (moment.isBefore(FIRST) || moment.isAfter(LAST)) {
                problem(name, "the time lies outside of 1970 to 9999.");
                return null;
            }
            return moment;
        } catch (DateTimeException broken) {
            problem(name, "write the time as ISO 8601 with its offset, such as 2026-05-05T22:08:00+09:00.");
            return null;
        }
    }

    /** A day; what stands behind it in the field, a time of day, does not count. */
    @Nullable
    LocalDate day(String name) {
        var text = text(name);
        if (text == null) {
            return null;
        }
        try {
            var day = LocalDate.parse(text.length() > 10 && text.charAt(10) == 'T' ? text.substring(0, 10) : text);
            if (day.getYear() < 1970 || day.getYear() > 9999) {
                problem(name, "the day lies outside of 1970 to 9999.");
            }
            return day;
        } catch (DateTimeException broken) {
            problem(name, "write the day as YYYY-MM-DD.");
            return null;
        }
    }

    /** The constant that a word stands for; null when it is absent. */
    <E> @Nullable E word(String name, Function<String, Optional<E>> ofWord, String allowed) {
        var text = text(name);
        return text == null ? null : word(name, text, ofWord, allowed);
    }

    /** The constant that {@code text}, found in the field {@code name}, stands for. */
    <E> @Nullable E word(String name, String text, Function<String, Optional<E>> ofWord, String allowed) {
        var constant = ofWord.apply(text);
        if (constant.isEmpty()) {
            problem(name, "'" + shortened(text) + "' is not known here; use one of " + allowed + ".");
        }
        return constant.orElse(null);
    }

    private Optional<JsonNode> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(Fields::isPresent);
    }

    private Map<String, JsonNode> object(String name, Optional<JsonNode> value) {
        var entries = new LinkedHashMap<String, JsonNode>();
        if (value.isPresent()) {
            if (value.get().isObject()) {
                value.get().entries().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
            } else {
                problem(name, "give an object.");
            }
        }
        return entries;
    }

    private Optional<String> string(String where, JsonNode value) {
        if (!value.isString()) {
            problems.add(where + ": give a text.");
            return Optional.empty();
        }
        return Optional.of(value.getStringValue()).filter(text -> string(where, text));
    }

    private boolean string(String where, String text) {
        var problem = Wording.problem(text);
        problem.ifPresent(what -> problems.add(where + ": " + what));
        return problem.isEmpty();
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static boolean isPresent(JsonNode value) {
        return !value.isNull() && !(value.isString() && value.getStringValue().isEmpty());
    }

    private static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
