package herald.api;

import herald.component.Component;
import herald.component.ComponentFields;
import herald.component.ComponentStatus;
import herald.component.Components;
import herald.page.Page;
import herald.page.Pages;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

@Controller("/v1/pages/{page}")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class ComponentsController {

    static final String STATUSES =
            Arrays.stream(ComponentStatus.values()).map(ComponentStatus::word).collect(Collectors.joining(", "));

    private final Pages pages;
    private final Components components;
    private final Calls calls;

    ComponentsController(Pages pages, Components components, Calls calls) {
        this.pages = pages;
        this.components = components;
        this.calls = calls;
    }

    /** With the groups among them, as Statuspage lists them. */
    @Get(uris = {"/components", "/components.json"})
    HttpResponse<?> list(HttpRequest<?> request, String page) {
        return calls.read(() -> Reply.ok(Slice.of(request).of(all(pages.byCode(page)))));
    }

    @Post(uris = {"/components", "/components.json"})
    HttpResponse<?> create(HttpRequest<byte[]> request, String page) {
        return calls.write(request, fields -> {
            var on = pages.byCode(page);
            var wanted = wanted(on, fields);
            return Reply.created(view(on, components.create(on.id(), wanted, Gate.actor(request))));
        });
    }

    @Get(uris = {"/components/{id}", "/components/{id}.json"})
    HttpResponse<?> show(String page, String id) {
        return calls.read(() -> {
            var on = pages.byCode(page);
            return Reply.ok(components.groupsOfPage(on.id()).stream()
                    .filter(group -> group.code().equals(id))
                    .findFirst()
                    .map(group ->
                            ComponentView.of(on, group, children(on, group.id()), components.textsOfPage(on.id())))
                    .orElseGet(() -> view(on, components.byCode(on.id(), id))));
        });
    }

    @Patch(uris = {"/components/{id}", "/components/{id}.json"})
    HttpResponse<?> change(HttpRequest<byte[]> request, String page, String id) {
        return calls.write(request, fields -> {
            var on = pages.byCode(page);
            var wanted = wanted(on, fields);
            return Reply.ok(view(on, components.change(on.id(), id, wanted, Gate.actor(request))));
        });
    }

    @Put(uris = {"/components/{id}", "/components/{id}.json"})
    HttpResponse<?> replace(HttpRequest<byte[]> request, String page, String id) {
        return change(request, page, id);
    }

    @Delete(uris = {"/components/{id}", "/components/{id}.json"})
    HttpResponse<?> delete(HttpRequest<byte[]> request, String page, String id) {
        return calls.write(request, _ -> {
            components.delete(pages.byCode(page).id(), id, Gate.actor(request));
            return Reply.noContent();
        });
    }

    private ComponentFields wanted(Page page, Fields fields) {
        var given = fields.object("component");
        // Clients write null as a word, too.
        var groupCode = given.isNull("group_id") || "null".equals(given.text("group_id")) ? "" : given.text("group_id");
        if (groupCode != null
                && !groupCode.isEmpty()
                && components.groupsOfPage(page.id()).stream()
                        .noneMatch(group -> group.code().equals(groupCode))) {
            given.problem("group_id", "there is no component group with the id " + groupCode + " on this page.");
        }
        var wanted = new ComponentFields(
                given.text("name"),
                given.clearable("description"),
                given.word("status", ComponentStatus::ofWord, STATUSES),
                groupCode,
                given.flag("showcase"),
                given.flag("only_show_if_degraded"),
                given.day("start_date"),
                WordsView.read(given));
        fields.check();
        return wanted;
    }

    private ComponentView view(Page page, Component component) {
        return ComponentView.of(page, component, components.groupsOfPage(page.id()), components.textsOfPage(page.id()));
    }

    private List<Component> children(Page page, Long groupId) {
        return components.ofPage(page.id()).stream()
                .filter(component -> Objects.equals(component.groupId(), groupId))
                .toList();
    }

    /** As the page lists them: by position, the children of a group behind it. */
    private List<ComponentView> all(Page page) {
        var groups = components.groupsOfPage(page.id());
        var texts = components.textsOfPage(page.id());
        var top = new ArrayList<ComponentView>();
        groups.forEach(group -> top.add(ComponentView.of(page, group, children(page, group.id()), texts)));
        var leaves = components.ofPage(page.id()).stream()
                .map(component -> ComponentView.of(page, component, groups, texts))
                .toList();
        leaves.stream().filter(leaf -> leaf.groupId() == null).forEach(top::add);
        top.sort(Comparator.comparingInt(ComponentView::position));
        return top.stream()
                .<ComponentView>mapMulti((view, next) -> {
                    next.accept(view);
                    leaves.stream()
                            .filter(leaf -> view.id().equals(leaf.groupId()))
                            .forEach(next);
                })
                .toList();
    }
}
