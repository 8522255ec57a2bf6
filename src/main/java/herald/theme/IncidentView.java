package herald.theme;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * An incident or, when {@code schedule} is there, a scheduled maintenance.
 *
 * @param id the API's; names the element
 * @param href its own page
 * @param name for this reader
 * @param stage how far it is
 * @param impact {@code none}, {@code minor}, {@code major}, {@code critical} or {@code maintenance}
 * @param open false once resolved or completed
 * @param updates newest first; never empty
 * @param components those it touches
 * @param scope who is affected, a sentence: "Some users on PC cannot log in"; null when nobody said
 * @param impactWindow what users felt; null when not known
 * @param posted from the first post to the last
 * @param nextUpdate null when nothing was promised, or the incident is over
 * @param schedule null for an incident
 */
public record IncidentView(
        String id,
        String href,
        LocalText name,
        Label stage,
        Label impact,
        boolean open,
        List<UpdateView> updates,
        List<AffectedView> components,
        @Nullable String scope,
        @Nullable Span impactWindow,
        Span posted,
        @Nullable PromiseView nextUpdate,
        @Nullable Span schedule) {}
