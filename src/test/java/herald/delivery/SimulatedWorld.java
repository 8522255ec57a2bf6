package herald.delivery;

import herald.channel.Ability;
import herald.channel.Account;
import herald.channel.CallDeadlines;
import herald.channel.Card;
import herald.channel.Channel;
import herald.channel.Check;
import herald.channel.Field;
import herald.channel.Finding;
import herald.channel.Fitted;
import herald.channel.Message;
import herald.channel.Outcome;
import herald.channel.Receipt;
import herald.channel.Words;
import herald.database.Failpoint;
import herald.database.Migrations;
import herald.database.Transactions;
import herald.incident.Incidents;
import herald.incident.Story;
import herald.incident.Story.Told;
import herald.outbox.Outbox;
import herald.page.InvalidException;
import herald.page.Page;
import herald.page.Pages;
import herald.staff.Actor;
import herald.testing.SettableClock;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.serde.ObjectMapper;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Two nodes, one database, two accounts and three incidents' worth of bad luck. One thread does everything, and a seed decides what
 * comes next, also in the middle of a call: time passes, the other node works, staff press buttons, the process dies.
 */
final class SimulatedWorld implements AutoCloseable {

    private static final Instant BEGIN = Instant.parse("2026-11-22T12:00:00Z");
    private static final int STEPS = 40;
    private static final Actor STAFF = Actor.HERALD;

    /** Steps at which no transaction is open. */
    private static final Set<Failpoint.Step> OUTSIDE = Set.of(
            Failpoint.Step.FANNED_OUT,
            Failpoint.Step.LEASE_TAKEN,
            Failpoint.Step.TEXT_FROZEN,
            Failpoint.Step.SENDING_COMMITTED,
            Failpoint.Step.ANSWERED,
            Failpoint.Step.SETTLED);

    /** The end of a node's process, wherever it was. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;

        Death() {
            super("killed", null, false, false);
        }
    }

    /** What happened over all seeds of a world. */
    static final class Tally {
        private long posts;
        private long crashes;
        private long lostAnswers;
        private long withdrawals;
        private long looks;
        private long unconfirmed;

        synchronized void add(Tally other) {
            posts += other.posts;
            crashes += other.crashes;
            lostAnswers += other.lostAnswers;
            withdrawals += other.withdrawals;
            looks += other.looks;
            unconfirmed += other.unconfirmed;
        }

        long posts() {
            return posts;
        }

        long crashes() {
            return crashes;
        }

        long lostAnswers() {
            return lostAnswers;
        }

        long withdrawals() {
            return withdrawals;
        }

        @Override
        public String toString() {
            return posts + " posts, " + crashes + " crashes, " + lostAnswers + " lost answers, " + looks + " looks, "
                    + withdrawals + " withdrawals, " + unconfirmed + " left to staff";
        }
    }

    private final ApplicationContext context;
    private final Connection database;
    private final SettableClock clock;
    private final Incidents incidents;
    private final Deliveries desk;
    private final DeliveryRepository deliveries;
    private final Page page;
    private final Tally tally = new Tally();

    private SplittableRandom random = new SplittableRandom(0);
    private List<String> story = new ArrayList<>();
    private long nanos;
    private boolean calm;
    private int depth;
    private List<Node> nodes = new ArrayList<>();
    private Node running;
    private Map<String, FarSide> farSides = new LinkedHashMap<>();
    private List<PostedUpdate> posted = new ArrayList<>();

    /** @param inFlight the targets to which it was on its way when its words were withdrawn */
    private record PostedUpdate(
            long id, String code, long incident, String incidentCode, int sequence, Set<String> inFlight) {}

    SimulatedWorld() {
        var url = "jdbc:h2:mem:" + UUID.randomUUID()
                + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;DB_CLOSE_DELAY=-1";
        context = ApplicationContext.run(Map.of(
                "datasources.default.url", url,
                "datasources.default.username", "sa",
                "datasources.default.password", "",
                "herald.testing.settable-clock", "true",
                "herald.secret-key", "simulation",
                "herald.data-dir", "target/simulation-" + UUID.randomUUID()));
        context.getBean(Migrations.class).migrate();
        clock = context.getBean(SettableClock.class);
        incidents = context.getBean(Incidents.class);
        deliveries = context.getBean(DeliveryRepository.class);
        try {
            database = DriverManager.getConnection(url, "sa", "");
            database.setAutoCommit(true);
        } catch (SQLException impossible) {
            throw new IllegalStateException(impossible);
        }
        execute("INSERT INTO page (code, version, name, time_zone, languages, theme, created_at, updated_at)"
                + " VALUES ('simulation00', 1, 'Simulation', 'Asia/Seoul', 'en', 'default', NOW(6), NOW(6))");
        page = context.getBean(Pages.class).all().getFirst();
        desk = new Deliveries(
                deliveries,
                targets(),
                context.getBean(Wordings.class),
                context.getBean(herald.page.Switches.class),
                incidents,
                context.getBean(Transactions.class),
                context.getBean(Dispatcher.class),
                receipts(),
                context.getBean(herald.staff.Audit.class),
                clock);
    }

    Tally tally() {
        return tally;
    }

    /** What has happened in the seed played last, line by line. */
    List<String> story() {
        return story;
    }

    /**
     * Plays one seed to its end and answers its story.
     *
     * @throws AssertionError when an invariant is broken
     */
    List<String> play(long seed) {
        begin(seed);
        for (int step = 0; step < STEPS; step++) {
            anything();
        }
        heal();
        judge();
        return story;
    }

    private void begin(long seed) {
        random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + 1);
        story = new ArrayList<>();
        posted = new ArrayList<>();
        farSides = new LinkedHashMap<>();
        calm = false;
        depth = 0;
        nanos = 1;
        clock.stopAt(BEGIN);
        for (var table : List.of(
                "withdrawal",
                "wording",
                "delivery_card",
                "delivery_fold",
                "delivery",
                "target_lease",
                "target_memory",
                "target",
                "outbox",
                "update_component",
                "incident_update_text",
                "incident_update",
                "incident_text",
                "incident_component",
                "incident",
                "audit_event")) {
            execute("DELETE FROM " + table);
        }
        for (var table : List.of("delivery", "target", "outbox", "incident_update", "incident")) {
            execute("ALTER TABLE " + table + " ALTER COLUMN id RESTART WITH 1");
        }
        var secrets = context.getBean(SecretBox.class);
        for (int i = 1; i <= 2; i++) {
            var code = "target" + i + "00000";
            boolean folds = random.nextInt(4) == 0;
            boolean splits = random.nextInt(4) == 0;
            execute("INSERT INTO target (code, page_id, channel, name, enabled, state, language, settings, created_at,"
                    + " updated_at) VALUES ('" + code + "', " + page.id() + ", 'simulated', 'T" + i
                    + "', TRUE, 'ACTIVE', 'en', '"
                    + secrets.seal(
                            "{\"backlog\":\"" + (folds ? "FOLD" : "ALL") + "\",\"long_text\":\""
                                    + (splits ? "SPLIT" : "CUT") + "\"}",
                            code)
                    + "', '2026-11-22 11:00:00', '2026-11-22 11:00:00')");
            farSides.put(code, new FarSide(code, random.nextInt(3) > 0, random.nextInt(4) == 0, splits));
        }
        for (int i = 1; i <= 1 + random.nextInt(2); i++) {
            execute("INSERT INTO incident (code, page_id, page_version, version, stage, impact, started_at,"
                    + " last_sequence, created_at, updated_at) VALUES ('incident" + i + "000', " + page.id()
                    + ", 1, 1, 'INVESTIGATING', 'NONE', '2026-11-22 12:00:00', 0, '2026-11-22 12:00:00',"
                    + " '2026-11-22 12:00:00')");
        }
        nodes = new ArrayList<>(List.of(new Node("A"), new Node("B")));
    }

    // What may happen next

    private void anything() {
        switch (random.nextInt(16)) {
            case 0, 1, 2 -> post();
            case 3, 4, 5, 6, 7 -> nodes.get(random.nextInt(2)).work();
            case 8, 9, 10 -> pass(Duration.ofMillis(random.nextLong(1, 20_000)));
            case 11 -> pass(Duration.ofSeconds(random.nextLong(20, 600)));
            case 12 -> withdraw();
            case 13 -> settle();
            case 14 -> hold();
            default -> correct();
        }
    }

    /** The same in the middle of something else, now and then. */
    private void meanwhile() {
        if (!calm && depth < 2 && random.nextInt(6) == 0) {
            depth++;
            say("  meanwhile");
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                anything();
            }
            depth--;
        }
    }

    private void post() {
        if (posted.size() >= 6) {
            return;
        }
        long incident = random.nextLong(1, 1L + count("incident"));
        int sequence =
                1 + (int) posted.stream().filter(u -> u.incident() == incident).count();
        var code = "update" + incident + sequence + "0000";
        var at = time();
        execute("INSERT INTO incident_update (code, incident_id, sequence, stage, deliver_notifications, author,"
                + " display_at, created_at, updated_at) VALUES ('" + code + "', " + incident + ", " + sequence
                + ", 'INVESTIGATING', TRUE, 'x', '" + at + "', '" + at + "', '" + at + "')");
        execute("UPDATE incident SET last_sequence = " + sequence + " WHERE id = " + incident);
        long id = posted.size() + 1L;
        execute("INSERT INTO outbox (page_id, incident_id, update_id, sequence, created_at) VALUES (" + page.id() + ", "
                + incident + ", " + id + ", " + sequence + ", '" + at + "')");
        posted.add(new PostedUpdate(id, code, incident, "incident" + incident + "000", sequence, new HashSet<>()));
        say("staff post update " + sequence + " of incident " + incident);
    }

    private void withdraw() {
        if (posted.isEmpty() || random.nextInt(3) > 0) {
            return;
        }
        var update = posted.get(random.nextInt(posted.size()));
        if (deliveries.withdrawals(update.id()) > 0) {
            return;
        }
        for (var delivery : deliveries.ofIncident(update.incident())) {
            boolean mayBeOut = delivery.state() == DeliveryState.SENDING;
            if (delivery.updateId() == update.id() && mayBeOut) {
                update.inFlight().add(codeOf(delivery.targetId()));
            }
        }
        desk.withdraw(page, update.incidentCode(), update.code(), STAFF);
        tally.withdrawals++;
        say("staff withdraw update " + update.sequence() + " of incident " + update.incident());
    }

    /** Staff say of a stuck message what is true. */
    private void settle() {
        for (var stuck : deliveries.stuck(page.id())) {
            if (random.nextInt(3) == 0) {
                settle(stuck);
            }
        }
    }

    private void settle(Delivery stuck) {
        var farSide = farSides.get(codeOf(stuck.targetId()));
        var out = farSide.holding(key(stuck));
        // Staff look once the call is surely over, as the screen asks them to.
        if (stuck.unconfirmedAt() != null
                && stuck.unconfirmedAt().plusSeconds(60).isAfter(clock.instant())) {
            return;
        }
        try {
            if (out.isPresent()) {
                desk.confirm(
                        page,
                        stuck.id(),
                        URI.create("https://far.example/" + out.get().id()),
                        STAFF);
                say("staff confirm " + name(stuck));
            } else if (random.nextInt(4) == 0 && !calm) {
                desk.skip(page, stuck.id(), STAFF);
                say("staff skip " + name(stuck));
            } else if (deliveries.withdrawals(stuck.updateId()) > 0 && stuck.kind() != DeliveryKind.DELETE) {
                desk.skip(page, stuck.id(), STAFF);
                say("staff skip withdrawn " + name(stuck));
            } else {
                desk.retry(page, stuck.id(), STAFF);
                say("staff send again " + name(stuck));
            }
        } catch (InvalidException moved) {
            say("staff were too late for " + name(stuck));
        }
    }

    private void hold() {
        var code = "target" + (1 + random.nextInt(2)) + "00000";
        if (random.nextBoolean()) {
            targets().hold(page, code, STAFF);
            say("staff hold " + code);
        } else {
            targets().release(page, code, STAFF);
            say("staff release " + code);
        }
    }

    private void correct() {
        var out = new ArrayList<Delivery>();
        for (long incident = 1; incident <= count("incident"); incident++) {
            out.addAll(deliveries.ofIncident(incident).stream()
                    .filter(d -> d.kind() == DeliveryKind.POST && d.part() == 1 && d.state() == DeliveryState.DELIVERED)
                    .toList());
        }
        if (out.isEmpty() || random.nextInt(3) > 0) {
            return;
        }
        var post = out.get(random.nextInt(out.size()));
        var how = List.of(Correction.values()).get(random.nextInt(4));
        try {
            desk.correct(page, post.id(), how, STAFF);
            say("staff correct " + name(post) + " by " + how);
        } catch (InvalidException refused) {
            say("staff cannot correct " + name(post) + " by " + how);
        }
    }

    private void pass(Duration length) {
        clock.advance(length);
        nanos += length.toNanos();
        say("+" + length.toMillis() + " ms");
    }

    /** Everything works again, and staff settle what only they can. */
    private void heal() {
        calm = true;
        say("all is well again");
        for (int i = 1; i <= 2; i++) {
            targets().release(page, "target" + i + "00000", STAFF);
        }
        for (int round = 0; round < 40; round++) {
            pass(Duration.ofSeconds(round < 20 ? 60 : 1_000));
            nodes.forEach(Node::work);
            if (round == 9) {
                onlyTheUnknowableIsLeftToStaff();
            }
            if (round > 8) {
                deliveries.stuck(page.id()).forEach(this::settle);
            }
            if (round > 12 && isQuiet()) {
                return;
            }
        }
    }

    /** What can be asked for has been; what still is not known has been sent and not found too often. */
    private void onlyTheUnknowableIsLeftToStaff() {
        for (var stuck : deliveries.stuck(page.id())) {
            tally.unconfirmed++;
            boolean askable = farSides.get(codeOf(stuck.targetId())).canBeAsked;
            check(
                    stuck.state() != DeliveryState.UNCONFIRMED || !askable || stuck.resends() > 1,
                    name(stuck) + " could have been looked up: " + stuck.error());
        }
    }

    private boolean isQuiet() {
        return count("outbox WHERE fanned_out_at IS NULL") == 0
                && count("delivery WHERE state NOT IN ('DELIVERED', 'SKIPPED')") == 0;
    }

    // What must hold

    private void judge() {
        check(isQuiet(), "something is still under way: " + unsettled());
        for (var farSide : farSides.values()) {
            for (var update : posted) {
                farSide.judge(update);
            }
        }
    }

    private String unsettled() {
        var left = new ArrayList<String>();
        for (long incident = 1; incident <= count("incident"); incident++) {
            deliveries.ofIncident(incident).stream()
                    .filter(d -> d.state() != DeliveryState.DELIVERED && d.state() != DeliveryState.SKIPPED)
                    .forEach(d -> left.add(name(d) + " " + d.state() + " " + d.error()));
        }
        return left.toString();
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    /** One process. */
    private final class Node {

        private final String name;
        private Leases leases;
        private FanOut fanOut;
        private TargetWorker worker;
        private boolean dead;
        private boolean busy;

        Node(String name) {
            this.name = name;
            start();
        }

        private void start() {
            var failpoint = new Failpoint() {
                @Override
                public void reached(Step step) {
                    // One thread has one transaction: what came in between would be part of it.
                    if (OUTSIDE.contains(step)) {
                        meanwhile();
                    }
                    if (!calm && random.nextInt(60) == 0) {
                        say("  " + name + " dies at " + step);
                        throw die();
                    }
                }
            };
            var ticker = new Ticker() {
                @Override
                public long nanos() {
                    return nanos;
                }
            };
            var transactions = context.getBean(Transactions.class);
            var settings = context.getBean(DeliverySettings.class);
            var calls = context.getBean(CallDeadlines.class);
            leases =
                    new Leases(
                            context.getBean(TargetLeaseRepository.class),
                            transactions,
                            settings,
                            ticker,
                            calls,
                            failpoint,
                            "jdbc:h2:mem:") {
                        @Override
                        void release(Lease lease) {
                            if (!dead) {
                                super.release(lease);
                            }
                        }
                    };
            fanOut = new FanOut(context.getBean(Outbox.class), deliveries, transactions, settings, failpoint, clock);
            worker = new TargetWorker(
                    deliveries,
                    targets(),
                    leases,
                    new PlainComposer(),
                    new Settlement(
                            deliveries,
                            targets(),
                            transactions,
                            settings,
                            calls,
                            failpoint,
                            clock,
                            new java.util.Random(random.nextLong())),
                    context.getBean(Wordings.class),
                    context.getBean(Pictures.class),
                    incidents,
                    context.getBean(Pages.class),
                    transactions,
                    settings,
                    calls,
                    context.getBean(ObjectMapper.class),
                    failpoint,
                    receipts(),
                    clock);
            dead = false;
        }

        Death die() {
            dead = true;
            return new Death();
        }

        void work() {
            if (busy) {
                return;
            }
            if (dead) {
                say(name + " starts again");
                start();
            }
            var before = running;
            running = this;
            busy = true;
            try {
                fanOut.run();
                for (long target : context.getBean(TargetRepository.class).withWork(clock.instant())) {
                    say(name + " works for " + codeOf(target));
                    worker.work(target, () -> false);
                }
            } catch (Death killed) {
                tally.crashes++;
            } finally {
                busy = false;
                running = before;
            }
        }
    }

    /** Words that name their update, so that the far side can count it. */
    private final class PlainComposer extends Composer {
        PlainComposer() {
            super(null, null, null, null, null);
        }

        @Override
        Composed compose(Page on, Story told, Told update, Target target, Channel channel, Occasion occasion) {
            var farSide = farSides.get(target.code());
            var parts = new ArrayList<Fitted>();
            for (int part = 1; part <= (farSide.splits ? 2 : 1); part++) {
                parts.add(new Fitted(update.update().code() + "/" + part, 1, 10, false, List.of()));
            }
            var card = new Card(
                    "p",
                    URI.create("https://status.example"),
                    "i",
                    update.update().code(),
                    update.update().sequence(),
                    false,
                    "investigating",
                    "I",
                    "none",
                    "t",
                    "b",
                    BEGIN,
                    "12:00",
                    List.of(),
                    null,
                    null,
                    null,
                    null,
                    URI.create("https://status.example/i"),
                    "en");
            return new Composed(parts, card, Optional.empty());
        }
    }

    private record FarPost(long id, String key, String text, Optional<String> parent) {}

    /** An account on a far side, as its readers see it. */
    private final class FarSide {

        private final String code;
        private final boolean canBeAsked;
        private final boolean moody;
        private final boolean splits;
        private final Map<Long, FarPost> standing = new LinkedHashMap<>();
        private final List<FarPost> ever = new ArrayList<>();

        FarSide(String code, boolean canBeAsked, boolean moody, boolean splits) {
            this.code = code;
            this.canBeAsked = canBeAsked;
            this.moody = moody;
            this.splits = splits;
        }

        Optional<FarPost> holding(String key) {
            return standing.values().stream()
                    .filter(post -> post.key().equals(key))
                    .findFirst();
        }

        Outcome send(Message message) {
            meanwhile();
            if (!message.mayLeave().getAsBoolean()) {
                say("  not any more for " + message.text());
                return new Outcome.Deferred("no time", Optional.empty());
            }
            int luck = calm ? 0 : random.nextInt(moody ? 12 : 30);
            return switch (luck) {
                case 1 ->
                    said(
                            "busy",
                            new Outcome.Deferred(
                                    "429", Optional.of(clock.instant().plusSeconds(30))));
                case 2 -> said("unreachable", new Outcome.Deferred("down", Optional.empty()));
                case 3 -> lost("lost before it arrived");
                case 4 -> said("refuses it", new Outcome.Refused("400"));
                case 5 -> said("lets nobody in", new Outcome.Unauthorised("401"));
                case 6 ->
                    message.replyTo().isPresent()
                            ? said("takes no answers", new Outcome.Unthreaded("403"))
                            : accepted(message);
                case 7, 8 -> {
                    var _ = accepted(message);
                    meanwhile();
                    yield lost("took it, and the answer is lost");
                }
                case 9 -> {
                    var _ = accepted(message);
                    say("  the sender dies before it hears");
                    throw running.die();
                }
                default -> {
                    var outcome = accepted(message);
                    meanwhile();
                    yield outcome;
                }
            };
        }

        private Outcome said(String what, Outcome outcome) {
            say("  " + code + " " + what);
            return outcome;
        }

        private Outcome lost(String what) {
            tally.lostAnswers++;
            pass(Duration.ofSeconds(15));
            return said(what, new Outcome.Unconfirmed("no answer"));
        }

        private Outcome accepted(Message message) {
            say("  " + code + " takes " + message.act().getClass().getSimpleName() + " " + message.text());
            return switch (message.act()) {
                case herald.channel.Act.Post _ -> posted(message);
                case herald.channel.Act.Edit(var id) ->
                    new Outcome.Delivered(new Receipt(Optional.of(id), Optional.empty()));
                case herald.channel.Act.Delete(var id) -> {
                    standing.remove(Long.valueOf(id));
                    yield new Outcome.Delivered(new Receipt(Optional.empty(), Optional.empty()));
                }
            };
        }

        private Outcome posted(Message message) {
            var post = new FarPost(
                    ever.size() + 1L,
                    message.key(),
                    message.text(),
                    message.replyTo().map(Message.ReplyTo::remoteId));
            check(holding(post.key()).isEmpty(), code + " holds " + post.text() + " twice");
            var update = SimulatedWorld.this.posted.get(index(post));
            boolean withdrawn = deliveries.withdrawals(update.id()) > 0;
            check(
                    !withdrawn || update.inFlight().contains(code),
                    code + " got " + post.text() + " after it was withdrawn");
            checkOrder(update, post);
            standing.put(post.id(), post);
            ever.add(post);
            tally.posts++;
            return new Outcome.Delivered(new Receipt(
                    Optional.of(String.valueOf(post.id())),
                    Optional.of(URI.create("https://far.example/" + post.id()))));
        }

        private int index(FarPost post) {
            for (int i = 0; i < posted.size(); i++) {
                if (post.text().startsWith(posted.get(i).code())) {
                    return i;
                }
            }
            throw new AssertionError("nobody wrote " + post.text());
        }

        /** First posts of updates come in the updates' order; corrections come when they come. */
        private void checkOrder(PostedUpdate update, FarPost post) {
            boolean correction = post.key().split("-")[1].compareTo("1") > 0;
            if (correction) {
                return;
            }
            for (var earlier : ever) {
                var other = SimulatedWorld.this.posted.get(index(earlier));
                boolean sameThread = other.incident() == update.incident()
                        && earlier.key().split("-")[1].equals("1");
                check(
                        !sameThread || other.sequence() <= update.sequence(),
                        code + " got " + post.text() + " after " + earlier.text() + ": "
                                + deliveries.ofIncident(update.incident()));
            }
        }

        /** Each update stands there once, unless staff or the far side had it otherwise. */
        void judge(PostedUpdate update) {
            var rows = deliveries.ofUpdate(update.id(), idOf(code));
            boolean leftOut = rows.stream().anyMatch(row -> row.state() == DeliveryState.SKIPPED);
            boolean deleted = rows.stream().anyMatch(row -> row.kind() == DeliveryKind.DELETE);
            boolean withdrawn = deliveries.withdrawals(update.id()) > 0;
            for (var row : rows) {
                if (row.kind() == DeliveryKind.POST && row.state() == DeliveryState.DELIVERED && !deleted) {
                    long copies = standing.values().stream()
                            .filter(post -> post.key().equals(key(row)))
                            .count();
                    check(
                            copies == 1,
                            code + " shows " + name(row) + " " + copies + " times, and it counts as delivered");
                }
            }
            long first = standing.values().stream()
                    .filter(post -> post.text().equals(update.code() + "/1"))
                    .filter(post -> post.key().split("-")[1].equals("1"))
                    .count();
            check(first <= 1, code + " shows update " + update.code() + " " + first + " times");
            check(
                    first == 1 || leftOut || deleted || withdrawn,
                    code + " never heard of update " + update.sequence() + " of incident " + update.incident());
        }

        Finding find(Message message) {
            tally.looks++;
            if (!canBeAsked || (!calm && random.nextInt(4) == 0)) {
                say("  " + code + " cannot be asked");
                return new Finding.Unknown("away");
            }
            meanwhile();
            return holding(message.key())
                    .<Finding>map(post ->
                            new Finding.Found(new Receipt(Optional.of(String.valueOf(post.id())), Optional.empty())))
                    .orElseGet(Finding.Absent::new);
        }
    }

    /** One channel in front of both accounts. */
    private final class Simulated implements Channel {

        private FarSide of(Account account) {
            return farSides.get(account.key());
        }

        @Override
        public String name() {
            return "simulated";
        }

        @Override
        public String label() {
            return "Simulated";
        }

        @Override
        public List<Field> fields() {
            return List.of();
        }

        @Override
        public List<String> problems(Account account) {
            return List.of();
        }

        @Override
        public Set<Ability> abilities(Account account) {
            return Set.of(Ability.THREAD, Ability.EDIT, Ability.DELETE, Ability.ROOT_CARD);
        }

        @Override
        public Fitted fit(Words words, Account account) {
            return new Fitted(words.text(), 1, 10, false, List.of());
        }

        @Override
        public Check check(Account account) {
            return new Check.Ready("it", List.of());
        }

        @Override
        public Outcome send(Message message, Account account) {
            return of(account).send(message);
        }

        @Override
        public Finding find(Message message, Account account) {
            return of(account).find(message);
        }

        @Override
        public Optional<String> remoteId(URI permalink) {
            return Optional.of(permalink.getPath().substring(1));
        }

        @Override
        public List<Duration> looks() {
            return List.of(Duration.ofSeconds(5), Duration.ofSeconds(20));
        }
    }

    private Targets cachedTargets;

    private Targets targets() {
        if (cachedTargets == null) {
            cachedTargets = new Targets(
                    context.getBean(TargetRepository.class),
                    context.getBean(TargetConfirmationRepository.class),
                    List.of(new Simulated()),
                    context.getBean(SecretBox.class),
                    context.getBean(ObjectMapper.class),
                    context.getBean(herald.staff.Audit.class),
                    context.getBean(Transactions.class),
                    clock);
        }
        return cachedTargets;
    }

    private static ApplicationEventPublisher<ReceiptChanged> receipts() {
        return ApplicationEventPublisher.noOp();
    }

    private static String key(Delivery delivery) {
        return delivery.code() + "-" + delivery.revision() + "-"
                + delivery.createdAt().toEpochMilli();
    }

    private String name(Delivery delivery) {
        return delivery.kind() + " of update " + delivery.updateId() + "." + delivery.part() + "." + delivery.revision()
                + " to " + codeOf(delivery.targetId());
    }

    private String codeOf(long target) {
        return "target" + target + "00000";
    }

    private static long idOf(String code) {
        return Long.parseLong(code.substring(6, 7));
    }

    private void say(String what) {
        story.add("  ".repeat(depth) + what);
    }

    private String time() {
        return clock.instant().toString().replace("T", " ").replace("Z", "");
    }

    private void execute(String sql) {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    private int count(String from) {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("SELECT COUNT(*) FROM " + from)) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(from, failure);
        }
    }

    @Override
    public void close() {
        try {
            database.close();
        } catch (SQLException _) {
            // The context takes the database with it.
        }
        context.close();
    }
}
