package herald.theme;

import herald.markdown.Html;
import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** {@code docs/theme-reference.md}, made from the view records, their Javadoc, the default theme's templates and the samples. */
final class ThemeReference {
    private static final Path SOURCES = Path.of("src", "main", "java", "herald", "theme");
    private static final Path THEME = Path.of("themes", "default");

    private static final Pattern JAVADOC = Pattern.compile(
            "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@\\w+(?:\\([^)]*\\))?\\s*)*(?:public |private |static |final )*"
                    + "(?:record|class) (\\w+)",
            Pattern.DOTALL);
    private static final Pattern PARAM = Pattern.compile("@param (\\w+) (.*?)(?=@param|$)", Pattern.DOTALL);
    private static final Pattern DRAWN_BY = Pattern.compile("template \\{@code ([\\w./-]+)}");
    private static final Pattern MACRO =
            Pattern.compile("(?:<#--((?:(?!-->).)*)-->\\s*)?<#(macro|function) ([^>]*)>", Pattern.DOTALL);
    private static final int LONGEST_EXAMPLE = 72;

    private final Map<String, String> comments = new TreeMap<>();
    private final Map<String, Object> examples = new LinkedHashMap<>();
    private final StringBuilder out = new StringBuilder();

    private ThemeReference() {}

    static String text() throws IOException, ReflectiveOperationException {
        return new ThemeReference().made();
    }

    private String made() throws IOException, ReflectiveOperationException {
        readComments();
        readExamples();
        var roots = roots();
        out.append("""
            # What a theme's templates can say

            Made from the code by `mvn -Dtest=ThemeReferenceTest -Dreference.write=true test`; a test compares the two. How a theme
            is made: [themes.md](themes.md).

            A template knows `view`, one of the records below, and `msg("key", …)`, the words of the page's language. Whatever it
            prints is escaped. A field that **may be missing** is asked for with `??` or given another value with `!`; all others
            are always there, and a list that has nothing is empty. Examples are from the samples that `herald theme preview` shows.

            ## Templates

            | file | `view` | what it is |
            | --- | --- | --- |
            """);
        roots.forEach((template, view) -> out.append("| `%s` | [%s](#%s) | %s |\n"
                .formatted(template, view.getSimpleName(), anchor(view), sentence(comment(view)))));
        out.append("""

            `layout.ftlh` is no page of its own: its macro `page` draws what stands around each of them.

            ## Macros

            In `macros/`, brought in by `<#import "macros/word.ftlh" as words>` and called as `<@words.of component.status/>`. A theme
            that has a file of the same name replaces all of the file's macros, and must have each of them.

            | file | macro | parameters | what it draws |
            | --- | --- | --- | --- |
            """);
        macros();
        out.append("\n## Records\n");
        for (var record : reachable(new ArrayList<>(roots.values()))) {
            record(record, roots);
        }
        return out.toString();
    }

    private void readComments() throws IOException {
        try (var files = Files.list(SOURCES)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                var found = JAVADOC.matcher(Files.readString(file));
                while (found.find()) {
                    comments.putIfAbsent(
                            found.group(2),
                            found.group(1).replaceAll("(?m)^\\s*\\* ?", "").strip());
                }
            }
        }
    }

    private void readExamples() throws ReflectiveOperationException {
        var samples = new ThemeFixtures("en");
        for (var name :
                List.of("incident", "major", "maintenance", "operational", "incident-resolved", "history", "uptime")) {
            example(samples.get(name).orElseThrow().view());
        }
        example(samples.calendar());
        example(samples.bars("messages", "Messages", "partial_outage", 90));
        example(samples.embed());
        example(samples.post());
        example(samples.thirtyComponents());
    }

    private void example(Object value) throws ReflectiveOperationException {
        if (value instanceof List<?> list) {
            for (var each : list) {
                example(each);
            }
        } else if (value instanceof Record view) {
            for (var component : view.getClass().getRecordComponents()) {
                var part = component.getAccessor().invoke(view);
                var key = view.getClass().getName() + "." + component.getName();
                boolean isSaid = part != null && !(part instanceof List<?> list && list.isEmpty()) && !"".equals(part);
                if (isSaid && !part.equals(false)) {
                    examples.putIfAbsent(key, part);
                }
                if (part != null) {
                    example(part);
                }
            }
        }
    }

    /** By the template that draws them. */
    private Map<String, Class<?>> roots() {
        var roots = new TreeMap<String, Class<?>>();
        comments.forEach((name, comment) -> {
            var drawn = DRAWN_BY.matcher(comment);
            if (drawn.find()) {
                type(name).filter(Class::isRecord).ifPresent(view -> roots.put(drawn.group(1), view));
            }
        });
        return roots;
    }

    private static Optional<Class<?>> type(String name) {
        try {
            return Optional.of(Class.forName("herald.theme." + name));
        } catch (ClassNotFoundException nested) {
            return Optional.empty();
        }
    }

    private void macros() throws IOException {
        var files = new TreeSet<Path>(Set.of(THEME.resolve("layout.ftlh")));
        try (var found = Files.list(THEME.resolve("macros"))) {
            found.forEach(files::add);
        }
        for (var file : files) {
            var macro = MACRO.matcher(Files.readString(file));
            while (macro.find()) {
                var words = macro.group(3).strip().split("\\s+", 2);
                out.append("| `%s` | `%s`%s | %s | %s |\n"
                        .formatted(
                                THEME.relativize(file),
                                words[0],
                                macro.group(2).equals("function") ? " (a function)" : "",
                                words.length > 1 ? "`" + words[1] + "`" : "",
                                macro.group(1) == null ? "" : cell(macro.group(1))));
            }
        }
    }

    private static List<Class<?>> reachable(List<Class<?>> roots) {
        var all = new ArrayList<Class<?>>(roots.stream().distinct().toList());
        for (int i = 0; i < all.size(); i++) {
            for (var component : all.get(i).getRecordComponents()) {
                var type = element(component.getGenericType());
                if (type instanceof Class<?> found && found.isRecord() && !all.contains(found)) {
                    all.add(found);
                }
            }
        }
        return all;
    }

    private void record(Class<?> view, Map<String, Class<?>> roots) {
        var comment = comment(view);
        var said = new LinkedHashMap<String, String>();
        var params = PARAM.matcher(comment);
        while (params.find()) {
            said.put(params.group(1), cell(params.group(2)));
        }
        out.append("\n### ").append(view.getSimpleName()).append("\n\n");
        var first = cell(comment.replaceFirst("(?s)@param.*", ""));
        if (!first.isEmpty()) {
            out.append(first).append("\n\n");
        }
        out.append("| field | type | may be missing | what it is | example |\n| --- | --- | --- | --- | --- |\n");
        for (var component : view.getRecordComponents()) {
            out.append("| `%s` | %s | %s | %s | %s |\n"
                    .formatted(
                            component.getName(),
                            type(component),
                            component.getAccessor().isAnnotationPresent(Nullable.class) ? "**yes**" : "",
                            said.getOrDefault(component.getName(), ""),
                            shown(examples.get(view.getName() + "." + component.getName()))));
        }
        if (view.getRecordComponents().length == 0) {
            throw new IllegalStateException(roots + " has nothing to say in " + view);
        }
    }

    private static String type(RecordComponent component) {
        var type = component.getGenericType();
        var name = name(element(type));
        return type instanceof ParameterizedType ? "list of " + name : name;
    }

    private static Type element(Type type) {
        return type instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : type;
    }

    private static String name(Type type) {
        if (type == String.class) {
            return "text";
        } else if (type == boolean.class) {
            return "yes or no";
        } else if (type == int.class || type == long.class) {
            return "number";
        } else if (type == Html.class || type == Fragment.class) {
            return "markup";
        }
        var view = (Class<?>) type;
        return "[%s](#%s)".formatted(view.getSimpleName(), anchor(view));
    }

    private static String anchor(Class<?> view) {
        return view.getSimpleName().toLowerCase(Locale.ROOT);
    }

    private String comment(Class<?> view) {
        return comments.getOrDefault(view.getSimpleName(), "");
    }

    private static String sentence(String comment) {
        var text = cell(comment.replaceFirst("(?s)@param.*", ""));
        return text.replaceFirst(",? template `[^`]*`", "");
    }

    /** Javadoc or a template's comment on one line of a table. */
    private static String cell(String comment) {
        return comment.replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("\\{@link #?([^}]*)}", "`$1`")
                .replaceAll("\\s+", " ")
                .replace("|", "\\|")
                .replace("<", "&lt;")
                .strip();
    }

    private static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case List<?> list when !list.isEmpty() && list.getFirst() instanceof String -> code(String.valueOf(list));
            case List<?> _, Record _ -> "";
            case Fragment fragment -> code(fragment.markup());
            default -> code(String.valueOf(value));
        };
    }

    private static String code(String text) {
        // A file's hash changes with each of its bytes, which is nothing that a reference tells.
        var line = text.replaceAll("\\.[0-9a-f]{10}\\.", ".0f3a9c21d4.")
                .replaceAll("\\s+", " ")
                .replace('`', '\'')
                .replace("|", "\\|");
        return "`" + (line.length() > LONGEST_EXAMPLE ? line.substring(0, LONGEST_EXAMPLE) + "…" : line) + "`";
    }

    static String kept() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static final Path FILE = Path.of("docs", "theme-reference.md");
}
