package herald.incident;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Puts incidents together with what has been said of them, many at a time. */
@Singleton
class Stories {

    /** How many keys one statement asks for. */
    private static final int CHUNK = 500;

    private final TextRepository names;
    private final UpdateRepository updates;
    private final UpdateTextRepository texts;
    private final AffectedComponentRepository affected;
    private final AttachedComponentRepository attached;
    private final PostmortemRepository postmortems;
    private final WithdrawalRepository withdrawals;

    Stories(
            TextRepository names,
            UpdateRepository updates,
            UpdateTextRepository texts,
            AffectedComponentRepository affected,
            AttachedComponentRepository attached,
            PostmortemRepository postmortems,
            WithdrawalRepository withdrawals) {
        this.names = names;
        this.updates = updates;
        this.texts = texts;
        this.affected = affected;
        this.attached = attached;
        this.postmortems = postmortems;
        this.withdrawals = withdrawals;
    }

    Story of(Incident incident) {
        return of(List.of(incident)).getFirst();
    }

    /** In the order given. */
    List<Story> of(List<Incident> incidents) {
        var ids = incidents.stream().map(Incident::id).toList();
        var namesById = inChunks(ids, names::of).stream()
                .collect(groupingBy(
                        IncidentText::incidentId,
                        toMap(IncidentText::language, IncidentText::name, (a, _) -> a, LinkedHashMap::new)));
        var componentsById = inChunks(ids, attached::of).stream()
                .collect(groupingBy(AttachedComponent::incidentId, mapping(AttachedComponent::componentId, toList())));
        var updatesById = told(inChunks(ids, updates::of)).stream()
                .collect(groupingBy(told -> told.update().incidentId()));
        var postmortemsById = inChunks(ids, postmortems::published).stream()
                .collect(toMap(Postmortem::incidentId, postmortem -> postmortem));
        return incidents.stream()
                .map(incident -> new Story(
                        incident,
                        namesById.getOrDefault(incident.id(), new LinkedHashMap<>()),
                        updatesById.getOrDefault(incident.id(), List.of()),
                        componentsById.getOrDefault(incident.id(), List.of()),
                        postmortemsById.get(incident.id())))
                .toList();
    }

    private List<Story.Told> told(List<IncidentUpdate> all) {
        var ids = all.stream().map(IncidentUpdate::id).toList();
        Map<Long, List<UpdateText>> textsById =
                inChunks(ids, texts::of).stream().collect(groupingBy(UpdateText::updateId));
        Map<Long, List<AffectedComponent>> affectedById =
                inChunks(ids, affected::of).stream().collect(groupingBy(AffectedComponent::updateId));
        Map<Long, Withdrawal> withdrawalsById =
                inChunks(ids, withdrawals::of).stream().collect(toMap(Withdrawal::updateId, withdrawal -> withdrawal));
        return all.stream()
                .map(update -> new Story.Told(
                        update,
                        textsById.getOrDefault(update.id(), List.of()),
                        affectedById.getOrDefault(update.id(), List.of()),
                        withdrawalsById.get(update.id())))
                .toList();
    }

    private static <T> List<T> inChunks(List<Long> ids, Function<List<Long>, List<T>> query) {
        var found = new ArrayList<T>();
        for (int from = 0; from < ids.size(); from += CHUNK) {
            found.addAll(query.apply(ids.subList(from, Math.min(ids.size(), from + CHUNK))));
        }
        return found;
    }
}
