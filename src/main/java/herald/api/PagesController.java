package herald.api;

import herald.page.Pages;
import herald.page.Pages.PageFields;
import herald.theme.ThemeRenderer;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;

@Controller("/v1")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class PagesController {

    private final Pages pages;
    private final ThemeRenderer themes;
    private final Calls calls;

    PagesController(Pages pages, ThemeRenderer themes, Calls calls) {
        this.pages = pages;
        this.themes = themes;
        this.calls = calls;
    }

    @Get(uris = {"/pages", "/pages.json"})
    HttpResponse<?> list() {
        return calls.read(() -> Reply.ok(pages.all().stream().map(PageView::of).toList()));
    }

    @Get(uris = {"/pages/{page}", "/pages/{page}.json"})
    HttpResponse<?> show(String page) {
        return calls.read(() -> Reply.ok(PageView.of(pages.byCode(page))));
    }

    @Patch(uris = {"/pages/{page}", "/pages/{page}.json"})
    HttpResponse<?> change(HttpRequest<byte[]> request, String page) {
        return calls.write(request, fields -> {
            var given = fields.object("page");
            var herald = given.object("herald");
            var wanted = new PageFields(
                    given.text("name"),
                    given.clearable("page_description"),
                    given.clearable("domain"),
                    given.text("time_zone"),
                    herald.words("languages"),
                    given.clearable("support_url"));
            var before = pages.byCode(page);
            themes.unspoken(before.theme(), wanted.languages() == null ? List.of() : wanted.languages()).stream()
                    .filter(language -> !before.languageList().contains(language))
                    .forEach(language -> herald.problem(
                            "languages",
                            "the page's theme has no words in '" + language + "': add messages_" + language
                                    + ".properties to it, or leave the language out."));
            fields.check();
            return Reply.ok(PageView.of(pages.change(before.code(), wanted)));
        });
    }

    @Put(uris = {"/pages/{page}", "/pages/{page}.json"})
    HttpResponse<?> replace(HttpRequest<byte[]> request, String page) {
        return change(request, page);
    }
}
