package herald.staff;

import herald.database.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Who is signed in. The browser holds a random token, the database its hash; signing out ends it on every node at once. */
@Singleton
public class Sessions {

    /** How exactly the last request is remembered: not every one shall write. */
    private static final Duration GRAIN = Duration.ofMinutes(1);

    private final SessionRepository sessions;
    private final StaffRepository staff;
    private final SessionSettings settings;
    private final Transactions transactions;
    private final Clock clock;

    Sessions(
            SessionRepository sessions,
            StaffRepository staff,
            SessionSettings settings,
            Transactions transactions,
            Clock clock) {
        this.sessions = sessions;
        this.staff = staff;
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Signs somebody in and answers the token for the browser, made for this sign-in. */
    public String open(Staff member) {
        var token = Secret.random();
        var now = clock.instant();
        transactions.run(() -> {
            sessions.closeOld(member.id(), now.minus(settings.idle()), now.minus(settings.longest()));
            sessions.save(new StoredSession(null, Secret.hash(token), member.id(), Secret.random(), now, now));
        });
        return token;
    }

    /** The session of a token that has neither been idle nor lasted too long; being asked for counts as a request. */
    public Optional<Session> find(String token) {
        var now = clock.instant();
        return sessions.findByTokenHash(Secret.hash(token))
                .filter(session -> session.seenAt().plus(settings.idle()).isAfter(now)
                        && session.createdAt().plus(settings.longest()).isAfter(now))
                .flatMap(session -> staff.findById(session.staffId()).map(member -> {
                    if (session.seenAt().plus(GRAIN).isBefore(now)) {
                        sessions.seen(session.id(), now);
                    }
                    return new Session(member, session.csrfToken());
                }));
    }

    /** Signs out. */
    public void close(String token) {
        sessions.close(Secret.hash(token));
    }
}
