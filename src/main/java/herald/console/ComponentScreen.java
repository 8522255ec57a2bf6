package herald.console;

import herald.component.ComponentFields;
import herald.component.ComponentStatus;
import herald.component.ComponentWords;
import herald.component.Components;
import herald.page.InvalidException;
import herald.page.Page;
import herald.staff.Session;
import herald.theme.Messages;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What can be up or down: named, grouped, and set by hand. */
@Controller("/console")
@ExecuteOn(TaskExecutors.BLOCKING)
class ComponentScreen extends ConsoleScreen {

    private final Components components;

    ComponentScreen(Screens screens, Components components) {
        super(screens);
        this.components = components;
    }

    @Get("/components")
    HttpResponse<?> list(HttpRequest<?> request, Session session) {
        return list(request, screens.page(request, Form.EMPTY), HttpStatus.OK, Form.EMPTY, List.of());
    }

    @Post("/components")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> add(HttpRequest<?> request, Session session, Form form) {
        return taken(request, form, "added", page -> components.create(page.id(), fields(form), session.actor()));
    }

    @Post("/components/{code}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> change(HttpRequest<?> request, Session session, Form form, String code) {
        return taken(
                request, form, "changed", page -> components.change(page.id(), code, fields(form), session.actor()));
    }

    @Post("/components/{code}/delete")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> delete(HttpRequest<?> request, Session session, Form form, String code) {
        return taken(request, form, "removed", page -> components.delete(page.id(), code, session.actor()));
    }

    @Post("/component-groups")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> addGroup(HttpRequest<?> request, Session session, Form form) {
        return taken(
                request,
                form,
                "added",
                page -> components.createGroup(
                        page.id(), form.text("name"), null, form.all("children"), words(form), session.actor()));
    }

    @Post("/component-groups/{code}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> changeGroup(HttpRequest<?> request, Session session, Form form, String code) {
        return taken(
                request,
                form,
                "changed",
                page -> components.changeGroup(
                        page.id(),
                        code,
                        form.text("name"),
                        form.has("description") ? form.text("description") : null,
                        null,
                        words(form),
                        session.actor()));
    }

    @Post("/component-groups/{code}/delete")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> deleteGroup(HttpRequest<?> request, Session session, Form form, String code) {
        return taken(request, form, "removed", page -> components.deleteGroup(page.id(), code, session.actor()));
    }

    private interface Change {
        void on(Page page);
    }

    private HttpResponse<?> taken(HttpRequest<?> request, Form form, String word, Change change) {
        var page = screens.page(request, form);
        try {
            change.on(page);
            return Screens.next("/console/components?done=" + word + "&page=" + page.code());
        } catch (InvalidException invalid) {
            return list(request, page, HttpStatus.UNPROCESSABLE_ENTITY, form, Problem.of(invalid.problems()));
        }
    }

    private HttpResponse<?> list(
            HttpRequest<?> request, Page page, HttpStatus status, Form form, List<Problem> problems) {
        return screens.show(
                request,
                page,
                status,
                "components.ftlh",
                Map.of(
                        "sets", ComponentSet.of(components, page.id(), List.of()),
                        "words", inOtherLanguages(page),
                        "groups", components.groupsOfPage(page.id()),
                        "typed", form.typed(),
                        "problems", problems));
    }

    private static ComponentFields fields(Form form) {
        return new ComponentFields(
                form.has("name") ? form.text("name") : null,
                form.has("description") ? form.text("description") : null,
                ComponentStatus.ofWord(form.text("status")).orElse(null),
                form.has("group") ? form.text("group") : null,
                null,
                null,
                null,
                words(form));
    }

    /** What the form says in other languages: {@code name.ja}, {@code description.ja}. */
    private static ComponentWords words(Form form) {
        return new ComponentWords(texts(form, "name."), texts(form, "description."));
    }

    private static Map<String, String> texts(Form form, String prefix) {
        var texts = new LinkedHashMap<String, String>();
        form.fields().keySet().stream()
                .filter(field -> field.startsWith(prefix))
                .forEach(field -> texts.put(field.substring(prefix.length()), form.text(field)));
        return texts;
    }

    /**
     * A field for words in another language.
     *
     * @param name empty while there is none
     * @param description empty while there is none
     */
    public record WordsRow(String language, String languageName, String name, String description) {}

    /** By the code of the component or group; a page of one language has none. */
    private Map<String, List<WordsRow>> inOtherLanguages(Page page) {
        var texts = components.textsOfPage(page.id());
        var rows = new LinkedHashMap<String, List<WordsRow>>();
        components.ofPage(page.id()).forEach(component -> rows.put(component.code(), rows(page, texts.of(component))));
        components.groupsOfPage(page.id()).forEach(group -> rows.put(group.code(), rows(page, texts.of(group))));
        return rows;
    }

    private static List<WordsRow> rows(Page page, ComponentWords words) {
        return page.languageList().stream()
                .skip(1)
                .map(language -> new WordsRow(
                        language,
                        Messages.ownName(language),
                        words.names().getOrDefault(language, ""),
                        words.descriptions().getOrDefault(language, "")))
                .toList();
    }
}
