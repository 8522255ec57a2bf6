package herald.incident;

import herald.database.Transactions;
import herald.page.InvalidException;
import herald.page.Page;
import herald.page.Pages;
import herald.page.Wording;
import herald.staff.Actor;
import herald.staff.Audit;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/**
 * The rules of postmortems: staff write a draft as long as they like, publish it once the incident is over, and may take it back.
 * All methods throw {@link IncidentNotFoundException} when the page has no such incident.
 */
@Singleton
public class Postmortems {

    private static final int LONGEST = 100_000;

    private final PostmortemRepository postmortems;
    private final IncidentRepository incidents;
    private final Pages pages;
    private final Audit audit;
    private final Transactions transactions;
    private final Clock clock;

    Postmortems(
            PostmortemRepository postmortems,
            IncidentRepository incidents,
            Pages pages,
            Audit audit,
            Transactions transactions,
            Clock clock) {
        this.postmortems = postmortems;
        this.incidents = incidents;
        this.pages = pages;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @throws PostmortemNotFoundException when nobody has begun one */
    public Postmortem of(Page page, String incidentCode) {
        return postmortems
                .findByIncidentId(incident(page, incidentCode).id())
                .orElseThrow(() -> new PostmortemNotFoundException(incidentCode));
    }

    /**
     * Puts {@code words} in the place of the draft; what is published stays.
     *
     * @throws InvalidException when they will not do
     */
    public Postmortem draft(Page page, String incidentCode, String words, Actor actor) {
        if (words.isBlank() || words.length() > LONGEST) {
            throw new InvalidException(
                    List.of("postmortem.body_draft: write 1 to " + LONGEST + " characters of Markdown."));
        }
        Wording.problem(words).ifPresent(what -> {
            throw new InvalidException(List.of("postmortem.body_draft: " + what));
        });
        return transactions.write(() -> {
            var incident = incident(page, incidentCode);
            incidents.lock(incident.id());
            var now = clock.instant();
            audit.record(page.id(), actor, "postmortem.draft", incidentCode, null);
            return postmortems
                    .findByIncidentId(incident.id())
                    .map(before -> postmortems.update(before.drafted(words, now)))
                    .orElseGet(() -> postmortems.save(
                            new Postmortem(null, incident.id(), words, now, null, null, null, now, now)));
        });
    }

    /**
     * Shows the draft to the public.
     *
     * @throws InvalidException while the incident is open
     * @throws PostmortemNotFoundException when there is no draft
     */
    public Postmortem publish(Page page, String incidentCode, Actor actor) {
        return change(page, incidentCode, "postmortem.publish", actor, (incident, postmortem) -> {
            if (incident.isOpen()) {
                throw new InvalidException(
                        List.of("postmortem: the incident is not over; resolve it, then publish what was learnt."));
            }
            return postmortems.update(postmortem.published(clock.instant()));
        });
    }

    /** Takes back what is published; the draft stays. */
    public Postmortem revert(Page page, String incidentCode, Actor actor) {
        return change(
                page,
                incidentCode,
                "postmortem.revert",
                actor,
                (_, postmortem) -> postmortems.update(postmortem.takenBack(clock.instant())));
    }

    /** Takes away draft and published words. */
    public void delete(Page page, String incidentCode, Actor actor) {
        change(page, incidentCode, "postmortem.delete", actor, (_, postmortem) -> {
            postmortems.deleteById(postmortem.id());
            return postmortem;
        });
    }

    private interface Change {
        Postmortem of(Incident incident, Postmortem postmortem);
    }

    private Postmortem change(Page page, String incidentCode, String action, Actor actor, Change change) {
        return transactions.write(() -> {
            long pageVersion = pages.raiseVersion(page.id());
            var incident = incident(page, incidentCode);
            incidents.lock(incident.id());
            var after = change.of(incident, of(page, incidentCode));
            incidents.update(incident.shown(incident.monitoringAt(), incident.resolvedAt(), clock.instant())
                    .at(pageVersion));
            audit.record(page.id(), actor, action, incidentCode, null);
            return after;
        });
    }

    private Incident incident(Page page, String code) {
        return incidents
                .findByCode(code)
                .filter(incident -> incident.pageId() == page.id())
                .orElseThrow(() -> new IncidentNotFoundException(code));
    }
}
