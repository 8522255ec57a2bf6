package herald.staff;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;

/** The record of who did what and when; written in the transaction of the deed, never changed. */
@Singleton
public class Audit {

    private final AuditRepository events;
    private final Clock clock;

    Audit(AuditRepository events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    @Transactional(TxType.MANDATORY)
    public void record(@Nullable Long pageId, Actor actor, String action, String subject, @Nullable String detail) {
        events.save(new AuditEvent(null, pageId, actor.name(), action, subject, detail, clock.instant()));
    }
}
