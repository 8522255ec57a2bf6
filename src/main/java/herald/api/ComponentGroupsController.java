package herald.api;

import herald.component.Component;
import herald.component.ComponentGroup;
import herald.component.Components;
import herald.page.Page;
import herald.page.Pages;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;

@Controller("/v1/pages/{page}")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class ComponentGroupsController {

    private final Pages pages;
    private final Components components;
    private final Calls calls;

    ComponentGroupsController(Pages pages, Components components, Calls calls) {
        this.pages = pages;
        this.components = components;
        this.calls = calls;
    }

    @Get(uris = {"/component-groups", "/component-groups.json"})
    HttpResponse<?> list(HttpRequest<?> request, String page) {
        return calls.read(() -> {
            var on = pages.byCode(page);
            var all = components.ofPage(on.id());
            var texts = components.textsOfPage(on.id());
            return Reply.ok(Slice.of(request).of(components.groupsOfPage(on.id())).stream()
                    .map(group -> GroupView.of(on, group, all, texts))
                    .toList());
        });
    }

    @Post(uris = {"/component-groups", "/component-groups.json"})
    HttpResponse<?> create(HttpRequest<byte[]> request, String page) {
        return calls.write(request, fields -> {
            var on = pages.byCode(page);
            var given = fields.object("component_group");
            var name = given.text("name");
            var children = children(on, given);
            var description = description(fields, given);
            var words = WordsView.read(given);
            fields.check();
            return Reply.created(view(
                    on,
                    components.createGroup(
                            on.id(),
                            name == null ? "" : name,
                            description,
                            children == null ? List.of() : children,
                            words,
                            Gate.actor(request))));
        });
    }

    @Get(uris = {"/component-groups/{id}", "/component-groups/{id}.json"})
    HttpResponse<?> show(String page, String id) {
        return calls.read(() -> {
            var on = pages.byCode(page);
            return Reply.ok(view(on, components.groupByCode(on.id(), id)));
        });
    }

    @Patch(uris = {"/component-groups/{id}", "/component-groups/{id}.json"})
    HttpResponse<?> change(HttpRequest<byte[]> request, String page, String id) {
        return calls.write(request, fields -> {
            var on = pages.byCode(page);
            var given = fields.object("component_group");
            var name = given.text("name");
            var children = children(on, given);
            var description = description(fields, given);
            var words = WordsView.read(given);
            fields.check();
            return Reply.ok(view(
                    on, components.changeGroup(on.id(), id, name, description, children, words, Gate.actor(request))));
        });
    }

    @Put(uris = {"/component-groups/{id}", "/component-groups/{id}.json"})
    HttpResponse<?> replace(HttpRequest<byte[]> request, String page, String id) {
        return change(request, page, id);
    }

    /** Answers the group as it was. */
    @Delete(uris = {"/component-groups/{id}", "/component-groups/{id}.json"})
    HttpResponse<?> delete(HttpRequest<byte[]> request, String page, String id) {
        return calls.write(request, _ -> {
            var on = pages.byCode(page);
            var before = view(on, components.groupByCode(on.id(), id));
            components.deleteGroup(on.id(), id, Gate.actor(request));
            return Reply.ok(before);
        });
    }

    /** Stands beside the group in Statuspage's document, and within it in what clients send. */
    private static @Nullable String description(Fields fields, Fields given) {
        var within = given.clearable("description");
        return within == null ? fields.clearable("description") : within;
    }

    private @Nullable List<String> children(Page page, Fields given) {
        var codes = given.words("components");
        if (codes != null) {
            var known =
                    components.ofPage(page.id()).stream().map(Component::code).toList();
            codes.stream()
                    .filter(code -> !known.contains(code))
                    .forEach(code -> given.problem(
                            "components", "there is no component with the id " + code + " on this page."));
        }
        return codes == null ? null : codes.stream().distinct().toList();
    }

    private GroupView view(Page page, ComponentGroup group) {
        return GroupView.of(page, group, components.ofPage(page.id()), components.textsOfPage(page.id()));
    }
}
