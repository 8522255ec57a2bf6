package herald.theme;

import freemarker.ext.beans.ClassMemberAccessPolicy;
import freemarker.ext.beans.MemberAccessPolicy;
import freemarker.ext.beans.ZeroArgumentNonVoidMethodPolicy;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import herald.markdown.Html;
import io.micronaut.core.annotation.Nullable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The staff console's screens, from {@code classpath:/console/}; ours alone, and so rendered in this process. */
final class ConsoleTheme {

    private static final String ENGLISH = "en";

    private final Engine engine;
    private final Words words;
    private final Assets assets;

    ConsoleTheme(ThemeFiles files) {
        this.engine = new Engine(files::text, new Wrapper());
        this.words = new Words(Messages.of(files::merged, ENGLISH));
        this.assets = new Assets(files);
    }

    String render(String template, Object model) {
        var variables = new HashMap<String, Object>();
        variables.put("msg", words);
        if (model instanceof Map<?, ?> entries) {
            entries.forEach((name, value) -> variables.put(String.valueOf(name), value));
        } else {
            variables.put("view", model);
        }
        variables.values().removeIf(Objects::isNull);
        return engine.render(template, variables);
    }

    Asset asset(String name) {
        return assets.get(name);
    }

    /** Shows templates what records and enums say of themselves and nothing else; our sanitised HTML as markup. */
    private static final class Wrapper extends DefaultObjectWrapper {
        Wrapper() {
            super(Engine.FREEMARKER);
            setRecordZeroArgumentNonVoidMethodPolicy(
                    ZeroArgumentNonVoidMethodPolicy.PROPERTY_ONLY_UNLESS_BEAN_PROPERTY_READ_METHOD);
            setMemberAccessPolicy(new OnlyAnswers());
            writeProtect();
        }

        @Override
        public @Nullable TemplateModel wrap(@Nullable Object value) throws TemplateModelException {
            return switch (value) {
                case Html html -> SafeHtml.trusted(html.value());
                case Fragment fragment -> SafeHtml.trusted(fragment.markup());
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
