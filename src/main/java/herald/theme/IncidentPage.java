package herald.theme;

import herald.markdown.Html;
import io.micronaut.core.annotation.Nullable;

/**
 * One incident with all its updates, template {@code incident.ftlh}.
 *
 * @param incident with all its updates
 * @param postmortem what was learnt, once published; null before
 */
public record IncidentPage(
        Site site, IncidentView incident, @Nullable Html postmortem) {}
