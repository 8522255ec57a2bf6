package herald.publish;

import herald.component.Component;
import herald.component.ComponentGroup;
import herald.incident.Incident;
import herald.incident.Story;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The whole past as {@code /history.json} and {@code /history/2.json}, …: what Statuspage's own history page is made of, and the
 * only way in which collectors reach further back than its API. An incident is filed under the month in which it ended. After the
 * oldest one there is one more page, of empty months, at which collectors stop.
 */
final class HistoryJson {

    /** A component without what changes from hour to hour: an old page must not change with it. */
    private record Listed(
            String code,
            String name,
            @Nullable String description,
            int position,
            boolean showcase,
            @Nullable LocalDate startDate,
            @Nullable Long groupId,
            boolean onlyShowIfDegraded) {}

    private record Inputs(
            String base,
            String name,
            String zone,
            String languages,
            YearMonth present,
            List<Story> stories,
            List<Listed> components,
            List<ComponentGroup> groups,
            Instant updatedAt) {}

    private final PageData data;
    private final Edition edition;
    private final StatusJson json;
    private final Quarters quarters;
    private final VarTime time;
    private final Map<YearMonth, List<Story>> byMonth = new HashMap<>();

    HistoryJson(PageData data, Edition edition, StatusJson json) {
        this.data = data;
        this.edition = edition;
        this.json = json;
        this.quarters = Quarters.at(edition.now(), edition.zone());
        this.time = VarTime.ofHistory(edition.zone());
        for (var story : data.stories()) {
            if (Days.hasBegun(story.incident(), edition.now())) {
                byMonth.computeIfAbsent(month(story), month -> new ArrayList<>())
                        .add(story);
            }
        }
    }

    void addTo(Rendering rendering) {
        var components = data.components().stream().map(HistoryJson::listed).toList();
        int pages = byMonth.keySet().stream().mapToInt(quarters::pageOf).max().orElse(1) + 1;
        for (int page = 1; page <= pages; page++) {
            int number = page;
            var updatedAt = updatedAt(number);
            var inputs = new Inputs(
                    edition.base(),
                    data.page().name(),
                    data.page().timeZone(),
                    data.page().languages(),
                    quarters.present(),
                    stories(number),
                    components,
                    data.groups(),
                    updatedAt);
            var path = Quarters.path("history", ".json", number);
            Supplier<Document> make =
                    () -> Document.of(Document.JSON, Caching.DATA, JsonText.bytes(props(number, updatedAt)));
            rendering.addSoon(path, inputs, make);
        }
    }

    private Map<String, Object> props(int page, Instant updatedAt) {
        var props = new LinkedHashMap<String, Object>();
        props.put("page_status", Map.of("page", json.page(updatedAt)));
        props.put("components", json.listed());
        props.put("component_filter", null);
        props.put("months", months(page).stream().map(this::month).toList());
        props.put(
                "start_time",
                json.time(quarters.first(page)
                        .atDay(1)
                        .atStartOfDay(edition.zone())
                        .toInstant()));
        props.put(
                "end_time",
                json.time(quarters.last(page)
                        .plusMonths(1)
                        .atDay(1)
                        .atStartOfDay(edition.zone())
                        .toInstant()
                        .minusMillis(1)));
        return props;
    }

    private Map<String, Object> month(YearMonth month) {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", month.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
        json.put("year", month.getYear());
        json.put("starts_on", month.atDay(1).getDayOfWeek().getValue() % 7);
        json.put("days", month.lengthOfMonth());
        json.put("incidents", stories(month).stream().map(this::incident).toList());
        return json;
    }

    private Map<String, Object> incident(Story story) {
        var incident = new LinkedHashMap<String, Object>();
        incident.put("code", story.incident().code());
        incident.put("name", json.inPagesLanguage(story.names()));
        incident.put("message", story.latest().map(json::said).orElse(""));
        incident.put("impact", story.incident().effectiveImpact().word());
        incident.put("timestamp", timestamp(story.incident()));
        return incident;
    }

    private String timestamp(Incident incident) {
        var from = incident.isMaintenance() ? incident.scheduledFor() : incident.startedAt();
        var until = incident.resolvedAt();
        if (until == null) {
            return time.of(from);
        }
        return until.isAfter(from) ? time.of(from, until) : time.of(until);
    }

    /** What is not over is filed under the present. */
    private YearMonth month(Story story) {
        var ended = story.incident().resolvedAt();
        var month = ended == null ? quarters.present() : YearMonth.from(ended.atZone(edition.zone()));
        return month.isAfter(quarters.present()) ? quarters.present() : month;
    }

    private List<YearMonth> months(int page) {
        var last = quarters.last(page);
        return List.of(last, last.minusMonths(1), last.minusMonths(2));
    }

    private List<Story> stories(YearMonth month) {
        return byMonth.getOrDefault(month, List.of());
    }

    private List<Story> stories(int page) {
        return months(page).stream().flatMap(month -> stories(month).stream()).toList();
    }

    /** The present page changes with the status page; an old one only with what it tells. */
    private Instant updatedAt(int page) {
        return page == 1
                ? data.page().updatedAt()
                : stories(page).stream()
                        .map(story -> story.incident().updatedAt())
                        .max(Comparator.naturalOrder())
                        .orElse(data.page().createdAt());
    }

    private static Listed listed(Component component) {
        return new Listed(
                component.code(),
                component.name(),
                component.description(),
                component.position(),
                component.showcase(),
                component.startDate(),
                component.groupId(),
                component.onlyShowIfDegraded());
    }
}
