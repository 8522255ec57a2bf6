package herald.console;

import java.util.List;
import java.util.Map;

/**
 * Why a form was not taken.
 *
 * @param field the id of the field it is about; empty for the whole form
 */
public record Problem(String field, String text) {

    /** The domain names fields as the API does; here they are called as the form calls them. */
    private static final Map<String, Problem> FIELDS = Map.ofEntries(
            Map.entry("incident.name", new Problem("title", "Title")),
            Map.entry("incident.body", new Problem("body", "Text")),
            Map.entry("incident.status", new Problem("stage", "Stage")),
            Map.entry("incident.herald.scope_note", new Problem("scope_note", "Who, in words")),
            Map.entry("incident.herald.next_update_at", new Problem("next_at", "Next update")),
            Map.entry("incident.herald.impact_started_at", new Problem("impact_started", "Noticed from")),
            Map.entry("incident.herald.impact_ended_at", new Problem("impact_ended", "Noticed until")),
            Map.entry("incident.scheduled_for", new Problem("scheduled_for", "Planned from")),
            Map.entry("incident.scheduled_until", new Problem("scheduled_until", "Planned until")),
            Map.entry("component.name", new Problem("name", "Name")),
            Map.entry("component.description", new Problem("description", "Description")),
            Map.entry("component_group.name", new Problem("name", "Name")),
            Map.entry("component_group.components", new Problem("children", "Components")),
            Map.entry("target.name", new Problem("name", "Name")),
            Map.entry("target.language", new Problem("language", "Language")),
            Map.entry("target.channel", new Problem("channel", "Channel")),
            Map.entry("page.name", new Problem("name", "Name")),
            Map.entry("page.description", new Problem("description", "Description")),
            Map.entry("page.time_zone", new Problem("time_zone", "Time zone")),
            Map.entry("page.languages", new Problem("languages", "Languages")),
            Map.entry("page.support_url", new Problem("support_url", "Support address")),
            Map.entry("page.accent", new Problem("accent", "Accent colour")),
            Map.entry("page.css", new Problem("css", "Style rules")),
            Map.entry("page.logo", new Problem("logo", "Logo")),
            Map.entry("page.icon", new Problem("icon", "Icon")),
            Map.entry("page.header", new Problem("words", "Above the page")),
            Map.entry("page.footer", new Problem("words", "At its foot")),
            Map.entry("permalink", new Problem("permalink", "Address of the post")));

    static List<Problem> of(List<String> words) {
        return words.stream().map(Problem::of).toList();
    }

    private static Problem of(String words) {
        int end = words.indexOf(": ");
        if (end < 0) {
            return new Problem("", words);
        }
        var name = words.substring(0, end);
        var language = name.replaceFirst("^[^(]*", "");
        var field = FIELDS.get(name.replaceFirst(" *\\(.*", ""));
        return field == null
                ? new Problem("", words)
                : new Problem(field.field(), (field.text() + " " + language).strip() + words.substring(end));
    }
}
