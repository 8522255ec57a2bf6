package herald.delivery;

import herald.channel.Account;
import herald.channel.Channel;
import herald.database.Transactions;
import herald.page.InvalidException;
import herald.page.Page;
import herald.page.PublicId;
import herald.staff.Actor;
import herald.staff.Audit;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The accounts and chats that mirror a page. */
@Singleton
public class Targets {

    private static final String PRACTICE = "practice";

    private final TargetRepository targets;
    private final TargetConfirmationRepository confirmations;
    private final Map<String, Channel> channels = new TreeMap<>();
    private final SecretBox secrets;
    private final ObjectMapper json;
    private final Audit audit;
    private final Transactions transactions;
    private final Clock clock;

    Targets(
            TargetRepository targets,
            TargetConfirmationRepository confirmations,
            Collection<Channel> channels,
            SecretBox secrets,
            ObjectMapper json,
            Audit audit,
            Transactions transactions,
            Clock clock) {
        this.targets = targets;
        this.confirmations = confirmations;
        channels.forEach(channel -> this.channels.put(channel.name(), channel));
        this.secrets = secrets;
        this.json = json;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The channels there are, by name. */
    public Collection<Channel> channels() {
        return channels.values();
    }

    /** All targets of a page, the oldest first. */
    public List<Target> ofPage(long pageId) {
        return targets.ofPage(pageId);
    }

    /** @throws TargetNotFoundException when the page has none with this id */
    public Target byCode(long pageId, String code) {
        return targets.findByCode(code)
                .filter(target -> target.pageId() == pageId)
                .orElseThrow(() -> new TargetNotFoundException("target", code));
    }

    Optional<Target> byId(long id) {
        return targets.findById(id);
    }

    /** @throws InvalidException when a field will not do */
    public Target create(Page page, TargetFields fields, Actor actor) {
        return create(page, fields, actor, false);
    }

    /**
     * The same for a person at a screen: a page's first real account is told nothing before {@link #confirm}.
     *
     * @throws InvalidException when a field will not do
     */
    public Target propose(Page page, TargetFields fields, Actor actor) {
        boolean first = !PRACTICE.equals(fields.channel())
                && ofPage(page.id()).stream()
                        .noneMatch(other -> !other.channel().equals(PRACTICE)
                                && confirmation(other).isEmpty());
        return create(page, fields, actor, first);
    }

    private Target create(Page page, TargetFields fields, Actor actor, boolean waits) {
        var now = clock.instant();
        var code = PublicId.random();
        var settings = merged(Map.of(), fields.settings());
        var target = new Target(
                null,
                code,
                page.id(),
                fields.channel() == null ? "" : fields.channel(),
                fields.name() == null ? "" : fields.name().strip(),
                fields.enabled() == null || fields.enabled(),
                waits ? TargetState.HELD : TargetState.ACTIVE,
                waits ? "Send a test post, look at it, and confirm that it is the right account." : null,
                fields.language() == null || fields.language().isBlank() ? page.firstLanguage() : fields.language(),
                seal(settings, code),
                now,
                now);
        InvalidException.throwIfAny(problems(target, settings));
        return transactions.write(() -> {
            audit.record(page.id(), actor, "target.create", code, target.channel() + " " + target.name());
            var saved = targets.save(target);
            if (waits) {
                confirmations.begin(saved.id());
            }
            return saved;
        });
    }

    /**
     * Changes a target. New settings on a paused one let it write again: that is how an account is mended.
     *
     * @throws InvalidException when a field will not do
     */
    public Target change(Page page, String code, TargetFields fields, Actor actor) {
        return transactions.write(() -> {
            var before = byCode(page.id(), code);
            var settings = fields.settings() == null ? null : merged(readable(before), fields.settings());
            var mended = settings != null && before.state() == TargetState.PAUSED;
            var after = new Target(
                    before.id(),
                    code,
                    before.pageId(),
                    before.channel(),
                    fields.name() == null ? before.name() : fields.name().strip(),
                    fields.enabled() == null ? before.enabled() : fields.enabled(),
                    before.state(),
                    before.stateReason(),
                    fields.language() == null ? before.language() : fields.language(),
                    settings == null ? before.settings() : seal(settings, code),
                    before.createdAt(),
                    clock.instant());
            var problems = new ArrayList<>(problems(after, settings));
            if (fields.channel() != null && !fields.channel().equals(before.channel())) {
                problems.add("target.channel: a target stays on its channel; make a new one instead.");
            }
            InvalidException.throwIfAny(problems);
            audit.record(page.id(), actor, "target.change", code, after.name());
            targets.changed(
                    after.id(), after.name(), after.enabled(), after.language(), after.settings(), after.updatedAt());
            if (settings != null) {
                carryMemory(before, after, settings);
            }
            if (mended) {
                targets.mended(after.id(), after.updatedAt());
            }
            return byCode(page.id(), code);
        });
    }

    /** What a channel has kept of an account holds no longer once its settings are others, unless the channel knows better. */
    private void carryMemory(Target before, Target after, Map<String, String> settings) {
        var memory = new SealedMemory(after, targets, secrets, json, transactions);
        var kept = memory.read().values();
        var account = new Account(after.code(), settings, memory);
        var still = kept.isEmpty()
                ? Map.<String, String>of()
                : channel(after)
                        .map(channel ->
                                channel.keep(kept, new Account(before.code(), readable(before), memory), account))
                        .orElse(Map.of());
        targets.forgetMemory(after.id());
        if (!still.isEmpty()) {
            memory.write(memory.read().version(), still);
        }
    }

    /** Takes a target and its receipts away; what is out there stays there. */
    public Target remove(Page page, String code, Actor actor) {
        return transactions.write(() -> {
            var target = byCode(page.id(), code);
            // The lease and the row first, in the order its worker and the fan-out take them.
            targets.changed(target.id(), target.name(), false, target.language(), target.settings(), clock.instant());
            targets.forgetLease(target.id());
            targets.forgetCards(target.id());
            targets.forgetDeliveries(target.id());
            targets.forgetWordings(target.id());
            targets.forgetCheck(target.id());
            targets.forgetConfirmation(target.id());
            targets.endMemory(target.id());
            targets.deleteById(target.id());
            audit.record(page.id(), actor, "target.delete", code, target.name());
            return target;
        });
    }

    /** What a target still waits for before it is told anything; empty for nothing. */
    public Optional<TargetConfirmation> confirmation(Target target) {
        return confirmations.waiting(target.id());
    }

    /**
     * Takes a person's word that a target is the right account, and lets it be told.
     *
     * @param name the target's, typed by hand
     * @throws InvalidException when it is not that name, or no test post has arrived there yet
     */
    public Target confirm(Page page, String code, String name, Actor actor) {
        var problems = new ArrayList<String>();
        var before = byCode(page.id(), code);
        if (!before.name().equalsIgnoreCase(name.strip())) {
            problems.add("confirm: type the account's name as it stands above, '" + before.name() + "'.");
        }
        if (confirmation(before).filter(waiting -> waiting.testedAt() == null).isPresent()) {
            problems.add("confirm: send a test post first and look at it.");
        }
        InvalidException.throwIfAny(problems);
        return transactions.write(() -> {
            confirmations.confirm(before.id(), actor.name(), clock.instant());
            return move(page, code, TargetState.ACTIVE, null, "target.confirm", actor);
        });
    }

    void tested(Target target, @Nullable URI permalink) {
        transactions.run(() ->
                confirmations.tested(target.id(), permalink == null ? null : permalink.toString(), clock.instant()));
    }

    /** Stops writing to a target; its queue is kept. */
    public Target hold(Page page, String code, Actor actor) {
        return move(page, code, TargetState.HELD, "Held by " + actor.name() + ".", "target.hold", actor);
    }

    /** Writes to a target again that was held or paused. */
    public Target release(Page page, String code, Actor actor) {
        if (confirmation(byCode(page.id(), code)).isPresent()) {
            throw new InvalidException(
                    List.of("target: send a test post, look at it, and confirm that it is the right account."));
        }
        return move(page, code, TargetState.ACTIVE, null, "target.release", actor);
    }

    /** The settings staff may see: without the secrets, of which only the names are told by {@link #secretsSet}. */
    public Map<String, String> visibleSettings(Target target) {
        var visible = new TreeMap<>(settings(target));
        channel(target).map(Channel::secrets).ifPresent(visible.keySet()::removeAll);
        return visible;
    }

    /** The names of the secrets a target has. */
    public Collection<String> secretsSet(Target target) {
        var names = new TreeSet<>(settings(target).keySet());
        names.retainAll(channel(target).map(Channel::secrets).orElse(java.util.Set.of()));
        return names;
    }

    Optional<Channel> channel(Target target) {
        return Optional.ofNullable(channels.get(target.channel()));
    }

    /** @throws SecretBox.SecretLostException when the settings cannot be read with the key at hand */
    Account account(Target target) {
        return new Account(
                target.code(), settings(target), new SealedMemory(target, targets, secrets, json, transactions));
    }

    /** Stops writing to a target whose account lets us in no longer, within the transaction that puts its delivery back. */
    void pause(Target target, String reason) {
        targets.paused(target.id(), reason, clock.instant());
    }

    private Target move(
            Page page, String code, TargetState state, @Nullable String reason, String action, Actor actor) {
        return transactions.write(() -> {
            var target = byCode(page.id(), code);
            targets.moved(target.id(), state, reason, clock.instant());
            audit.record(page.id(), actor, action, code, target.name());
            return byCode(page.id(), code);
        });
    }

    private List<String> problems(Target target, @Nullable Map<String, String> settings) {
        var problems = new ArrayList<String>();
        if (target.name().isBlank() || target.name().length() > 255) {
            problems.add("target.name: give a name of 1 to 255 characters.");
        }
        if (!target.language().matches("[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")) {
            problems.add("target.language: use a language code such as ko or en.");
        }
        var channel = channels.get(target.channel());
        if (channel == null) {
            problems.add("target.channel: '" + target.channel() + "' is not a channel; use one of "
                    + String.join(", ", channels.keySet()) + ".");
        } else if (settings != null) {
            problems.addAll(channel.problems(new Account(target.code(), settings)));
        }
        return problems;
    }

    private Map<String, String> settings(Target target) {
        try {
            return json.readValue(
                    secrets.open(target.settings(), target.code()), Argument.mapOf(String.class, String.class));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Settings under a lost key are entered anew from nothing. */
    private Map<String, String> readable(Target target) {
        try {
            return settings(target);
        } catch (SecretBox.SecretLostException _) {
            return Map.of();
        }
    }

    private String seal(Map<String, String> settings, String code) {
        try {
            return secrets.seal(json.writeValueAsString(settings), code);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Map<String, String> merged(Map<String, String> before, @Nullable Map<String, String> given) {
        var merged = new TreeMap<>(before);
        if (given != null) {
            merged.putAll(given);
        }
        merged.values().removeIf(String::isBlank);
        return merged;
    }
}
