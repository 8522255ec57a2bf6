package herald.theme;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.core.UndefinedOutputFormat;
import freemarker.ext.beans.ClassMemberAccessPolicy;
import freemarker.ext.beans.MemberAccessPolicy;
import freemarker.ext.beans.ZeroArgumentNonVoidMethodPolicy;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNotFoundException;
import freemarker.template.Version;
import herald.markdown.Html;
import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One theme, ready to render: its parsed templates, its messages, its assets. */
final class Theme {
  private static final Version FREEMARKER = Configuration.VERSION_2_3_34;

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

  String render(String template, Map<String, ?> model) {
    var page = new CappedWriter();
    try {
      templates.getTemplate(template).process(model, page);
    } catch (TemplateNotFoundException e) {
      throw new ThemeException(template, 0, "there is no such template", e);
    } catch (ParseException e) {
      throw new ThemeException(e.getTemplateName(), e.getLineNumber(), e.getEditorMessage(), e);
    } catch (TemplateException e) {
      throw failed(template, e);
    } catch (IOException e) {
      throw new ThemeException(template, 0, String.valueOf(e.getMessage()), e);
    } catch (StackOverflowError e) {
      throw new ThemeException(template, 0, "it calls itself without end", e);
    }
    return page.toString();
  }

  private static ThemeException failed(String template, TemplateException e) {
    var name = e.getTemplateSourceName() == null ? template : e.getTemplateSourceName();
    var line = e.getLineNumber() == null ? 0 : e.getLineNumber();
    return new ThemeException(name, line, e.getMessageWithoutStackTop(), e);
  }

  private static Configuration configuration(ThemeFiles files) {
    var configuration = new Configuration(FREEMARKER);
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
      return value instanceof Html html ? HTMLOutputFormat.INSTANCE.fromMarkup(html.value()) : super.wrap(value);
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
