package herald.theme;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.core.UndefinedOutputFormat;
import freemarker.core._CoreAPI;
import freemarker.ext.beans.ClassMemberAccessPolicy;
import freemarker.ext.beans.MemberAccessPolicy;
import freemarker.ext.beans.ZeroArgumentNonVoidMethodPolicy;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNotFoundException;
import freemarker.template.Version;
import herald.markdown.Html;
import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** One theme, ready to render: its parsed templates, its messages, its assets. */
final class Theme {
    private static final Version FREEMARKER = Configuration.VERSION_2_3_34;

    /** One that a template holds for ever is not given back, and another takes its place. */
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("theme").factory());

    private static final Duration LONGEST_RENDER = Duration.ofSeconds(5);

    private final ThemeFiles files;
    private final Configuration templates;
    private final Assets assets;
    private final Map<String, Messages> messages = new ConcurrentHashMap<>();

    Theme(ThemeFiles files) {
        this.files = files;
        this.templates = configuration(files);
        this.assets = new Assets(files);
    }

    Messages messages(String language) {
        return messages.computeIfAbsent(language, code -> Messages.of(files, code));
    }

    Assets assets() {
        return assets;
    }

    boolean has(String path) {
        return files.read(path).isPresent();
    }

    /** Gives up after {@link #LONGEST_RENDER}: a template may loop for ever, and not only by mistake. */
    String render(String template, Map<String, ?> model) {
        var page = THREADS.submit(() -> process(template, model));
        try {
            return page.get(LONGEST_RENDER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ThemeException failure
                    ? failure
                    : new ThemeException(template, 0, String.valueOf(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            throw new ThemeException(template, 0, "it takes longer than " + LONGEST_RENDER.toSeconds() + " seconds", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ThemeException(template, 0, "interrupted", e);
        } finally {
            page.cancel(true);
        }
    }

    private String process(String template, Map<String, ?> model) {
        var page = new CappedWriter();
        try {
            templates.getTemplate(template).process(model, page);
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

    private static Configuration configuration(ThemeFiles files) {
        var configuration = new Interruptible();
        configuration.setTemplateLoader(new TemplateFiles(files));
        // A Theme never changes: ThemeRenderer makes a new one when files on disk may have.
        configuration.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
        configuration.setLocalizedLookup(false);
        configuration.setDefaultEncoding("UTF-8");
        configuration.setRecognizeStandardFileExtensions(true);
        configuration.setOutputFormat(UndefinedOutputFormat.INSTANCE);
        configuration.setNumberFormat("computer");
        configuration.setBooleanFormat("c");
        configuration.setAPIBuiltinEnabled(false);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setWrapUncheckedExceptions(true);
        configuration.setFallbackOnNullLoopVariable(false);
        configuration.setObjectWrapper(new Wrapper());
        return configuration;
    }

    /** Templates that look, at every turn of a loop and every macro, whether they were told to stop. */
    private static final class Interruptible extends Configuration {
        private final Set<Template> prepared = Collections.newSetFromMap(new WeakHashMap<>());

        Interruptible() {
            super(FREEMARKER);
        }

        @Override
        public Template getTemplate(
                String name, Locale locale, Object condition, String encoding, boolean parse, boolean ignoreMissing)
                throws IOException {
            var template = super.getTemplate(name, locale, condition, encoding, parse, ignoreMissing);
            synchronized (prepared) {
                if (template != null && prepared.add(template)) {
                    _CoreAPI.addThreadInterruptedChecks(template);
                }
            }
            return template;
        }
    }

    /** Shows templates what records and enums say of themselves and nothing else; our sanitised HTML as markup. */
    private static final class Wrapper extends DefaultObjectWrapper {
        Wrapper() {
            super(FREEMARKER);
            setRecordZeroArgumentNonVoidMethodPolicy(
                    ZeroArgumentNonVoidMethodPolicy.PROPERTY_ONLY_UNLESS_BEAN_PROPERTY_READ_METHOD);
            setMemberAccessPolicy(new OnlyAnswers());
            writeProtect();
        }

        @Override
        public @Nullable TemplateModel wrap(@Nullable Object value) throws TemplateModelException {
            return switch (value) {
                case Html html -> HTMLOutputFormat.INSTANCE.fromMarkup(html.value());
                case Fragment fragment -> HTMLOutputFormat.INSTANCE.fromMarkup(fragment.markup());
                case TemplateModel model -> model;
                case Record view
                when !Modifier.isPublic(view.getClass().getModifiers()) ->
                    throw new TemplateModelException(
                            view.getClass().getSimpleName() + " is not public, so no template can read it");
                case null, default -> super.wrap(value);
            };
        }
    }

    /** Methods without arguments of records and enums: nothing a template could use to change or reach anything. */
    private static final class OnlyAnswers implements MemberAccessPolicy {
        @Override
        public ClassMemberAccessPolicy forClass(Class<?> type) {
            return new ClassMemberAccessPolicy() {
                @Override
                public boolean isMethodExposed(Method method) {
                    return method.getParameterCount() == 0
                            && (type.isRecord() || type.isEnum())
                            && method.getDeclaringClass() != Object.class;
                }

                @Override
                public boolean isConstructorExposed(Constructor<?> constructor) {
                    return false;
                }

                @Override
                public boolean isFieldExposed(Field field) {
                    return false;
                }
            };
        }

        @Override
        public boolean isToStringAlwaysExposed() {
            return true;
        }
    }
}
