package herald.incident;

import io.micronaut.core.annotation.Nullable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An incident with everything that has been said of it.
 *
 * @param names by language
 * @param updates in their sequence, the first one first
 * @param componentIds the components it touches
 * @param postmortem what was learnt, as the public reads it; null while nothing of it is published
 */
public record Story(
        Incident incident,
        Map<String, String> names,
        List<Told> updates,
        List<Long> componentIds,
        @Nullable Postmortem postmortem) {

    /**
     * One update with its words.
     *
     * @param texts every revision in every language, the oldest first
     * @param components as the update left them
     * @param withdrawal null unless its words were taken back
     */
    public record Told(
            IncidentUpdate update,
            List<UpdateText> texts,
            List<AffectedComponent> components,
            @Nullable Withdrawal withdrawal) {

        public boolean isWithdrawn() {
            return withdrawal != null;
        }

        /** The words that count, by language; none where they were taken back. */
        public Map<String, String> bodies() {
            return isWithdrawn() ? Map.of() : written();
        }

        /** The same for staff, whether or not they were taken back. */
        public Map<String, String> written() {
            return texts.stream()
                    .collect(Collectors.toMap(
                            UpdateText::language, UpdateText::body, (_, later) -> later, TreeMap::new));
        }

        /** The words that no longer count, the oldest first; none where all were taken back. */
        public List<UpdateText> earlier() {
            return isWithdrawn() ? List.of() : replaced();
        }

        private List<UpdateText> replaced() {
            return texts.stream()
                    .filter(text -> texts.stream()
                            .anyMatch(later ->
                                    later.language().equals(text.language()) && later.revision() > text.revision()))
                    .toList();
        }

        /** The words in {@code language}, or in the first of {@code others} that there are, or in any. */
        public String body(String language, List<String> others) {
            return inLanguage(bodies(), language, others);
        }
    }

    /** The name in {@code language}, or in the first of {@code others} that there is, or in any. */
    public String name(String language, List<String> others) {
        return inLanguage(names, language, others);
    }

    /** The last word that still counts; where all were taken back, the last of those. */
    public Optional<Told> latest() {
        var bySequence = Comparator.<Told>comparingInt(told -> told.update().sequence());
        return standing().stream().max(bySequence).or(() -> updates.stream().max(bySequence));
    }

    /** The updates that were not taken back. */
    public List<Told> standing() {
        return updates.stream().filter(told -> !told.isWithdrawn()).toList();
    }

    /**
     * The stage after the update number {@code sequence} in the words that Statuspage's clients know: DELAYED shows as the last open
     * one before it, as investigating or in progress where there is none.
     */
    public Stage standardStage(int sequence) {
        var stages = updates.stream()
                .filter(told -> !told.isWithdrawn() || told.update().sequence() == sequence)
                .filter(told -> told.update().sequence() <= sequence)
                .sorted(Comparator.comparingInt(told -> told.update().sequence()))
                .map(told -> told.update().stage())
                .toList();
        if (!stages.isEmpty() && stages.getLast() != Stage.DELAYED) {
            return stages.getLast();
        }
        return stages.reversed().stream()
                .filter(stage -> stage.isOpen() && stage != Stage.DELAYED)
                .findFirst()
                .orElse(incident.isMaintenance() ? Stage.IN_PROGRESS : Stage.INVESTIGATING);
    }

    private static String inLanguage(Map<String, String> texts, String language, List<String> others) {
        if (texts.containsKey(language)) {
            return texts.get(language);
        }
        return others.stream()
                .filter(texts::containsKey)
                .findFirst()
                .map(texts::get)
                .orElseGet(() -> texts.values().stream().findFirst().orElse(""));
    }
}
