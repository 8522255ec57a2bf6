package herald.theme;

import freemarker.cache.TemplateLoader;
import freemarker.core.ParseException;
import freemarker.core.PlainTextOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.ObjectWrapper;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateNotFoundException;
import freemarker.template.Version;
import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Freemarker, set up so that one theme's templates print what they are given, escaped, and reach nothing else. */
final class Engine {

    static final Version FREEMARKER = Configuration.VERSION_2_3_34;

    /** Templates of pages and of mail in HTML; all others are plain text. */
    private static final String HTML = ".ftlh";

    private static final String PLAIN = ".ftl";

    private final Configuration pages;
    private final Configuration texts;

    /**
     * @param templates their source by path
     * @param wrapper for what is not a template model yet
     */
    Engine(Function<String, Optional<String>> templates, ObjectWrapper wrapper) {
        pages = configuration(templates, HTML, wrapper);
        pages.setRegisteredCustomOutputFormats(List.of(SafeHtml.INSTANCE));
        pages.setOutputFormat(SafeHtml.INSTANCE);
        // Any way around the escaping is an error of the template, which the parser finds.
        pages.setAutoEscapingPolicy(Configuration.FORCE_AUTO_ESCAPING_POLICY);
        texts = configuration(templates, PLAIN, wrapper);
        texts.setOutputFormat(PlainTextOutputFormat.INSTANCE);
    }

    /** @throws ThemeException when the template is missing, does not parse or fails */
    String render(String template, Map<String, ?> model) {
        var page = new CappedWriter();
        try {
            (template.endsWith(PLAIN) ? texts : pages).getTemplate(template).process(model, page);
        } catch (TemplateNotFoundException e) {
            throw new ThemeException(template, 0, "there is no such template", e);
        } catch (ParseException e) {
            throw new ThemeException(e.getTemplateName(), e.getLineNumber(), e.getEditorMessage(), e);
        } catch (TemplateException e) {
            throw failed(template, e);
        } catch (IOException | UncheckedIOException e) {
            throw new ThemeException(template, 0, String.valueOf(e.getMessage()), e);
        } catch (StackOverflowError e) {
            throw new ThemeException(template, 0, "it calls itself without end", e);
        }
        return page.toString();
    }

    private static ThemeException failed(String template, TemplateException e) {
        var name = e.getTemplateSourceName() == null ? template : e.getTemplateSourceName();
        var line = e.getLineNumber() == null ? 0 : e.getLineNumber();
        return new ThemeException(name, line, reason(e), e);
    }

    /** Freemarker's sentence without its tips and stack. */
    private static String reason(TemplateException e) {
        var sentence = String.valueOf(e.getMessageWithoutStackTop());
        return sentence.lines().takeWhile(line -> !line.startsWith("----")).collect(Collectors.joining(" "));
    }

    private static Configuration configuration(
            Function<String, Optional<String>> templates, String ending, ObjectWrapper wrapper) {
        var configuration = new Configuration(FREEMARKER);
        configuration.setTemplateLoader(new Loader(templates, ending));
        configuration.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
        configuration.setLocalizedLookup(false);
        configuration.setDefaultEncoding("UTF-8");
        configuration.setRecognizeStandardFileExtensions(false);
        configuration.setNumberFormat("computer");
        configuration.setBooleanFormat("c");
        configuration.setAPIBuiltinEnabled(false);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setWrapUncheckedExceptions(true);
        configuration.setFallbackOnNullLoopVariable(false);
        configuration.setObjectWrapper(wrapper);
        return configuration;
    }

    /** @param ending templates of another kind are not there: what a text prints is not escaped */
    private record Loader(Function<String, Optional<String>> templates, String ending) implements TemplateLoader {

        @Override
        public @Nullable Object findTemplateSource(String name) {
            return name.endsWith(ending) ? templates.apply(name).orElse(null) : null;
        }

        @Override
        public long getLastModified(Object source) {
            return 0;
        }

        @Override
        public Reader getReader(Object source, String encoding) {
            return new StringReader((String) source);
        }

        @Override
        public void closeTemplateSource(Object source) {
            // A string; nothing is open.
        }
    }
}
