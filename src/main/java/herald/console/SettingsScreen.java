package herald.console;

import herald.page.InvalidException;
import herald.page.Page;
import herald.page.Pages;
import herald.page.Pages.PageFields;
import herald.staff.ApiKey;
import herald.staff.ApiKeys;
import herald.staff.Session;
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
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The page itself, and the keys for programs. */
@Controller("/console")
@ExecuteOn(TaskExecutors.BLOCKING)
class SettingsScreen extends ConsoleScreen {

    private final Pages pages;
    private final LanguageChoice languageChoice;
    private final ApiKeys keys;
    private final Clock clock;

    SettingsScreen(Screens screens, Pages pages, LanguageChoice languageChoice, ApiKeys keys, Clock clock) {
        super(screens);
        this.pages = pages;
        this.languageChoice = languageChoice;
        this.keys = keys;
        this.clock = clock;
    }

    @Get("/settings")
    HttpResponse<?> settings(HttpRequest<?> request, Session session) {
        var page = screens.page(request, Form.EMPTY);
        var typed = new HashMap<String, String>();
        typed.put("name", page.name());
        typed.put("time_zone", page.timeZone());
        putIfThere(typed, "description", page.description());
        putIfThere(typed, "domain", page.domain());
        putIfThere(typed, "support_url", page.supportUrl());
        return settings(request, page, HttpStatus.OK, typed, page.languageList(), List.of());
    }

    @Post("/settings")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> change(HttpRequest<?> request, Session session, Form form) {
        var page = screens.page(request, form);
        var languages = LanguageChoice.chosen(form);
        try {
            InvalidException.throwIfAny(languageChoice.problems(page, languages));
            pages.change(
                    page.code(),
                    new PageFields(
                            form.text("name"),
                            form.text("description"),
                            form.text("domain"),
                            form.text("time_zone").strip(),
                            languages,
                            form.text("support_url").strip()));
            return Screens.next("/console/settings?done=changed&page=" + page.code());
        } catch (InvalidException invalid) {
            return settings(
                    request,
                    page,
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    form.typed(),
                    languages,
                    Problem.of(invalid.problems()));
        }
    }

    @Get("/keys")
    HttpResponse<?> keys(HttpRequest<?> request, Session session) {
        return keys(request, HttpStatus.OK, "", "", List.of());
    }

    /** The one answer that shows the key; it is not stored anywhere else. */
    @Post("/keys")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> createKey(HttpRequest<?> request, Session session, Form form) {
        try {
            var made = keys.create(form.text("name"), session.actor());
            return keys(request, HttpStatus.OK, "", made.key(), List.of());
        } catch (InvalidException invalid) {
            return keys(
                    request, HttpStatus.UNPROCESSABLE_ENTITY, form.text("name"), "", Problem.of(invalid.problems()));
        }
    }

    @Post("/keys/{code}/delete")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> deleteKey(Session session, String code) {
        keys.delete(code, session.actor());
        return Screens.next("/console/keys?done=removed");
    }

    /** A key as the list shows it. */
    public record KeyRow(String code, String name, When since) {}

    private HttpResponse<?> keys(
            HttpRequest<?> request, HttpStatus status, String name, String made, List<Problem> problems) {
        var page = screens.page(request, Form.EMPTY);
        return screens.show(
                request,
                page,
                status,
                "keys.ftlh",
                Map.of(
                        "keys",
                        keys.all().stream().map(key -> row(page, key)).toList(),
                        "made",
                        made,
                        "name",
                        name,
                        "problems",
                        problems));
    }

    private KeyRow row(Page page, ApiKey key) {
        return new KeyRow(key.code(), key.name(), When.there(key.createdAt(), clock.instant(), page.zone()));
    }

    private HttpResponse<?> settings(
            HttpRequest<?> request,
            Page page,
            HttpStatus status,
            Map<String, String> typed,
            List<String> languages,
            List<Problem> problems) {
        return screens.show(
                request,
                page,
                status,
                "settings.ftlh",
                Map.of(
                        "typed",
                        typed,
                        "languages",
                        languageChoice.rows(page.theme(), languages),
                        "problems",
                        problems,
                        "zones",
                        ZoneId.getAvailableZoneIds().stream()
                                .filter(zone -> zone.contains("/") && !zone.startsWith("Etc/"))
                                .sorted()
                                .toList()));
    }

    private static void putIfThere(
            Map<String, String> typed, String name, @io.micronaut.core.annotation.Nullable String value) {
        if (value != null) {
            typed.put(name, value);
        }
    }
}
