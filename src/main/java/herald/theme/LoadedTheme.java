package herald.theme;

import freemarker.template.SimpleObjectWrapper;
import freemarker.template.TemplateModel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A theme's templates, parsed, with its words. */
final class LoadedTheme {

    private final Engine engine;
    private final Function<String, Properties> words;
    private final Map<String, Words> spoken = new ConcurrentHashMap<>();

    /**
     * @param templates their source by path
     * @param words of a file, {@code messages_ko.properties}; none where there is no such file
     */
    LoadedTheme(Function<String, Optional<String>> templates, Function<String, Properties> words) {
        this.engine = new Engine(templates, new SimpleObjectWrapper(Engine.FREEMARKER));
        this.words = words;
    }

    /** @throws ThemeException when the template fails */
    String render(String template, String language, Map<String, TemplateModel> view) {
        var model = new HashMap<String, Object>(view);
        model.put("msg", spoken.computeIfAbsent(language, code -> new Words(Messages.of(words, code))));
        return engine.render(template, model);
    }
}
