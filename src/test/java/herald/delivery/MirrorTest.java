package herald.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.channel.practice.PracticePost;
import herald.channel.practice.PracticePosts;
import herald.component.Component;
import herald.component.ComponentFields;
import herald.component.ComponentStatus;
import herald.component.Components;
import herald.incident.Details;
import herald.incident.Incidents;
import herald.incident.NewUpdate;
import herald.incident.Stage;
import herald.incident.Story;
import herald.page.InvalidException;
import herald.page.Page;
import herald.page.Pages;
import herald.page.Pages.PageFields;
import herald.staff.Actor;
import herald.testing.ApiClient;
import herald.testing.Drill;
import herald.testing.HeraldServer;
import herald.testing.Word;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What staff can do about a word on its way, seen on a practice account. */
class MirrorTest {

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase()
            .withAll(Drill.QUICK)
            .with("herald.delivery.undo-window", "10s")
            .with("herald.delivery.fold-after", "1m");

    private Page page;
    private Component component;

    @BeforeEach
    void aPage() {
        HERALD.clock().stopAt(java.time.Instant.now());
        page = HERALD.bean(Pages.class)
                .create(new PageFields("Talk", null, null, "Asia/Seoul", List.of("en", "ko"), null));
        component = HERALD.bean(Components.class).create(page.id(), ComponentFields.named("Messages"), Actor.HERALD);
    }

    @Test
    void anUpdateWaitsForTheTimeToTakeItBack() {
        var target = target(Map.of());
        var story = open("We are looking.");
        awaitRows(story, 1);
        HERALD.clock().advance(Duration.ofSeconds(9));
        assertEquals(List.of(), posts(target));
        leave();
        awaitPosts(target, 1);
    }

    @Test
    void whatIsTakenBackInTimeNeverLeaves() {
        var target = target(Map.of());
        var story = open("A wrong word.");
        awaitRows(story, 1);
        withdraw(story, 0);
        leave();
        assertEquals(DeliveryState.SKIPPED, awaitRows(story, 1).getFirst().state());
        assertEquals(List.of(), posts(target));
    }

    @Test
    void whatIsTakenBackBeforeItIsFannedOutNeverLeaves() {
        var target = target(Map.of());
        var story = HERALD.bean(herald.database.Transactions.class).write(() -> {
            var opened = open("A wrong word.");
            withdraw(opened, 0);
            return opened;
        });
        leave();
        open("Another incident.");
        leave();
        awaitPosts(target, 1);
        assertTrue(
                rows(story).stream().allMatch(row -> row.state() == DeliveryState.SKIPPED),
                rows(story).toString());
    }

    @Test
    void anIncidentOfWhichNothingIsLeftIsClosedAndItsComponentsAreAsBefore() {
        var story = open("A wrong word.");
        var after = withdraw(story, 0);
        assertFalse(after.incident().isOpen());
        assertEquals(after.incident().impactStartedAt(), after.incident().impactEndedAt());
        assertEquals(ComponentStatus.OPERATIONAL, status());
    }

    @Test
    void theIncidentGoesBackToTheWordBefore() {
        var story = post(open("We are looking."), Stage.RESOLVED, "All is well.");
        var after = withdraw(story, 1);
        assertEquals(Stage.INVESTIGATING, after.incident().stage());
        assertEquals(null, after.incident().resolvedAt());
        assertEquals(null, after.incident().impactEndedAt());
    }

    @Test
    void aNewerWordStandsWhenAnEarlierOneIsTakenBack() {
        var story = post(open("We are looking."), Stage.IDENTIFIED, "We know what it is.");
        var after = withdraw(story, 0);
        assertEquals(Stage.IDENTIFIED, after.incident().stage());
        assertEquals(ComponentStatus.PARTIAL_OUTAGE, status());
    }

    @Test
    void readersSeeThatAnUpdateWasWithdrawnAndNotItsWords() {
        var own = HERALD.bean(Pages.class).all().getFirst();
        var story = HERALD.bean(Incidents.class)
                .open(
                        own,
                        Word.as(Stage.INVESTIGATING)
                                .named(own.firstLanguage(), "Withdrawn soon")
                                .saying(own.firstLanguage(), "SECRETWORDS")
                                .update(),
                        Actor.HERALD);
        var code = story.incident().code();
        Drill.until(() -> body("/incidents/" + code).contains("SECRETWORDS"), () -> "the page with the words");
        HERALD.bean(Deliveries.class)
                .withdraw(own, code, story.updates().getFirst().update().code(), Actor.HERALD);
        for (var path : List.of("/incidents/" + code, "/history.atom", "/api/v2/incidents.json", "/")) {
            Drill.until(() -> !body(path).contains("SECRETWORDS"), () -> path + " without the words");
        }
        var said = own.firstLanguage().equals("ko") ? "철회되었습니다" : "This update was withdrawn at";
        for (var path : List.of("/incidents/" + code, "/history.atom", "/api/v2/incidents.json")) {
            Drill.until(() -> body(path).contains(said), () -> path + " says nothing: " + body(path));
        }
        var staff = HERALD.api("GET", "/v1/pages/" + own.code() + "/incidents/" + code, null)
                .body();
        assertTrue(staff.contains("SECRETWORDS"), staff);
        assertTrue(staff.contains("\"withdrawn_at\":\"2"), staff);
    }

    @Test
    void anUpdateIsWithdrawnOnce() {
        var story = open("A wrong word.");
        withdraw(story, 0);
        assertThrows(InvalidException.class, () -> withdraw(story, 0));
    }

    @Test
    void allMirrorsWaitWhileTheyAreHeldAndGoOnInOrder() {
        var target = target(Map.of());
        HERALD.api("POST", "/v1/pages/" + page.code() + "/mirrors/hold", "{}");
        var story = post(open("One."), Stage.RESOLVED, "Two.");
        awaitRows(story, 2);
        leave();
        pause();
        assertEquals(List.of(), posts(target));
        HERALD.api("POST", "/v1/pages/" + page.code() + "/mirrors/release", "{}");
        var posts = awaitPosts(target, 2);
        assertTrue(posts.get(0).text().contains("One.") && posts.get(1).text().contains("Two."), posts.toString());
        assertEquals(posts.get(0).id(), posts.get(1).replyTo());
    }

    @Test
    void oneAccountIsToldInStaffsOwnWords() {
        var own = target(Map.of());
        var other = target(Map.of());
        var answer = HERALD.api(
                "POST",
                "/v1/pages/" + page.code() + "/incidents",
                ApiClient.json(Map.of(
                        "incident",
                        Map.of(
                                "name",
                                "Messages arrive late",
                                "body",
                                "We are looking.",
                                "herald",
                                Map.of("texts", Map.of(own.code(), "메시지가 늦게 도착하고 있습니다."))))));
        assertEquals(201, answer.statusCode(), answer.body());
        leave();
        assertTrue(awaitPosts(own, 1).getFirst().text().startsWith("메시지가 늦게 도착하고 있습니다."));
        assertTrue(awaitPosts(other, 1).getFirst().text().contains("We are looking."));
    }

    @Test
    void thePreviewShowsStaffsOwnWords() {
        var target = target(Map.of());
        var answer = HERALD.api(
                "POST",
                "/v1/pages/" + page.code() + "/preview",
                ApiClient.json(Map.of(
                        "incident",
                        Map.of(
                                "name",
                                "Late",
                                "body",
                                "x",
                                "herald",
                                Map.of("texts", Map.of(target.code(), "Mine."))))));
        var preview = ApiClient.list(answer).getFirst();
        assertTrue(String.valueOf(preview.get("text")).startsWith("Mine."), preview.toString());
        assertEquals(1, ((Number) preview.get("thread_position")).intValue());
    }

    @Test
    void wordsCanBeChangedUntilTheyLeave() {
        var target = target(Map.of());
        var story = open("The template's.");
        var row = awaitRows(story, 1).getFirst();
        HERALD.bean(Deliveries.class).reword(page, row.id(), "Better words.", Actor.HERALD);
        leave();
        assertTrue(awaitPosts(target, 1).getFirst().text().startsWith("Better words."));
        assertThrows(
                InvalidException.class,
                () -> HERALD.bean(Deliveries.class).reword(page, row.id(), "Too late.", Actor.HERALD));
    }

    @Test
    void longWordsGoOutInNumberedPartsOfOneThread() {
        var target = target(Map.of("long_text", "SPLIT"));
        var words = IntStream.range(0, 1200).mapToObj(i -> "문장 " + i + "입니다.").collect(Collectors.joining(" "));
        var story = open(words);
        awaitRows(story, 1);
        leave();
        var posts = awaitPosts(target, 3);
        assertTrue(posts.get(0).text().contains("(1/3)"), posts.get(0).text());
        assertTrue(posts.get(2).text().endsWith("(3/3)"), posts.get(2).text());
        assertEquals(posts.get(0).id(), posts.get(1).replyTo());
        assertEquals(posts.get(1).id(), posts.get(2).replyTo());
        var next = post(story, Stage.RESOLVED, "Over.");
        awaitRows(next, 4);
        leave();
        assertEquals(posts.get(2).id(), awaitPosts(target, 4).get(3).replyTo());
    }

    @Test
    void aPostThatIsOutGetsTheNewWordsInItsPlace() {
        var target = target(Map.of());
        var story = delivered(target, "Wrnog words.");
        edit(story, "Right words.");
        correct(story, Correction.EDIT);
        Drill.until(
                () -> posts(target).getFirst().text().contains("Right words."),
                () -> posts(target).toString());
        assertEquals(1, posts(target).size());
    }

    @Test
    void aPostThatIsOutIsTakenBackAndPostedAnew() {
        var target = target(Map.of());
        var story = delivered(target, "Wrong words.");
        edit(story, "Right words.");
        correct(story, Correction.REPOST);
        Drill.until(
                () -> posts(target).size() == 1
                        && posts(target).getFirst().text().contains("Right words."),
                () -> posts(target).toString());
        assertFalse(
                posts(target).getFirst().text().contains("Correction"),
                posts(target).toString());
    }

    @Test
    void aCorrectionFollowsThePostThatStays() {
        var target = target(Map.of());
        var story = delivered(target, "Wrong words.");
        edit(story, "Right words.");
        correct(story, Correction.FOLLOW_UP);
        var posts = awaitPosts(target, 2);
        assertTrue(posts.get(1).text().startsWith("Correction: "), posts.get(1).text());
        assertEquals(posts.get(0).id(), posts.get(1).replyTo());
    }

    @Test
    void aWithdrawnPostCanOnlyBeTakenBack() {
        var target = target(Map.of());
        var story = delivered(target, "Wrong words.");
        withdraw(story, 0);
        assertThrows(InvalidException.class, () -> correct(story, Correction.FOLLOW_UP));
        correct(story, Correction.DELETE);
        Drill.until(() -> posts(target).isEmpty(), () -> posts(target).toString());
    }

    @Test
    void anAccountThatWasAwayIsToldOnceWithTheTimesOfWhatItMissed() {
        var target = target(Map.of("backlog", "FOLD"));
        HERALD.bean(Targets.class).hold(page, target.code(), Actor.HERALD);
        var story = open("One.");
        HERALD.clock().advance(Duration.ofMinutes(5));
        post(story, Stage.DELAYED, "Two.");
        HERALD.clock().advance(Duration.ofMinutes(5));
        var last = post(story, Stage.RESOLVED, "Three.");
        awaitRows(last, 3);
        leave();
        HERALD.bean(Targets.class).release(page, target.code(), Actor.HERALD);
        HERALD.bean(Dispatcher.class).nudge();
        var post = awaitPosts(target, 1).getFirst();
        assertTrue(post.text().contains("Three."), post.text());
        assertTrue(post.text().contains("Investigating · ") && post.text().contains("Delayed"), post.text());
        assertFalse(post.text().contains("One."), post.text());
        pause();
        assertEquals(1, posts(target).size());
    }

    @Test
    void anAccountThatWasAwayIsToldEverythingInOrderUnlessItWantsOtherwise() {
        var target = target(Map.of());
        HERALD.bean(Targets.class).hold(page, target.code(), Actor.HERALD);
        var story = open("One.");
        HERALD.clock().advance(Duration.ofMinutes(5));
        awaitRows(post(story, Stage.RESOLVED, "Two."), 2);
        leave();
        HERALD.bean(Targets.class).release(page, target.code(), Actor.HERALD);
        assertEquals(2, awaitPosts(target, 2).size());
    }

    @Test
    void aMemoryIsKeptSealedAndWrittenByOneAtATime() {
        var target = target(Map.of());
        var memory = HERALD.bean(Targets.class).account(target).memory();
        var empty = memory.read();
        assertTrue(memory.write(empty.version(), Map.of("token", "very-secret")));
        assertFalse(memory.write(empty.version(), Map.of("token", "other")));
        assertEquals(Map.of("token", "very-secret"), memory.read().values());
        var stored = HERALD.database()
                .text("SELECT kept FROM target_memory WHERE target_id = " + target.id())
                .orElseThrow();
        assertFalse(stored.contains("very-secret"), stored);
        HERALD.bean(Targets.class)
                .change(
                        page,
                        target.code(),
                        new TargetFields(null, null, null, null, Map.of("link_policy", "NEVER")),
                        Actor.HERALD);
        assertEquals(Map.of(), memory.read().values());
    }

    @Test
    void theFirstRealAccountWaitsForATestPostAndAPersonsWord() {
        target(Map.of());
        var targets = HERALD.bean(Targets.class);
        try (var x = herald.testing.XStub.start()) {
            var first = targets.propose(
                    page, new TargetFields("x", "@talk", true, "en", Drill.settings(x, x.account())), Actor.HERALD);
            assertEquals(TargetState.HELD, first.state());
            assertThrows(InvalidException.class, () -> targets.release(page, first.code(), Actor.HERALD));
            assertThrows(InvalidException.class, () -> targets.confirm(page, first.code(), "@talk", Actor.HERALD));
            HERALD.bean(TestPosts.class).post(page, first.code(), Actor.HERALD);
            assertEquals(1, x.posts().size());
            assertTrue(
                    x.posts().getFirst().text().contains("Test from Talk"),
                    x.posts().toString());
            assertThrows(InvalidException.class, () -> targets.confirm(page, first.code(), "@talkk", Actor.HERALD));
            assertEquals(
                    TargetState.ACTIVE,
                    targets.confirm(page, first.code(), "@talk", Actor.HERALD).state());
            var second = targets.propose(
                    page, new TargetFields("x", "@talk2", true, "en", Drill.settings(x, x.account())), Actor.HERALD);
            assertEquals(TargetState.ACTIVE, second.state());
        }
    }

    @Test
    void aLookAtAnAccountSaysWhoseItIsOrWhatIsWrong() {
        try (var x = herald.testing.XStub.start()) {
            var settings = new HashMap<>(Drill.settings(x, x.account()));
            var good = HERALD.bean(Targets.class)
                    .create(page, new TargetFields("x", "good", true, "en", settings), Actor.HERALD);
            settings.put("consumer_secret", "wrong");
            var bad = HERALD.bean(Targets.class)
                    .create(page, new TargetFields("x", "bad", true, "en", settings), Actor.HERALD);
            HERALD.bean(TargetChecks.class).lookAtAll();
            var looks = HERALD.bean(TargetChecks.class).ofPage(page.id());
            assertEquals("@status_page", looks.get(good.id()).says());
            assertEquals(TargetCheck.State.BROKEN, looks.get(bad.id()).state());
            assertEquals(0, x.posts().size());
        }
    }

    @Test
    void theFirstPostOnXCarriesTheIncidentsPictureWhereItShall() {
        try (var x = herald.testing.XStub.start()) {
            var settings = new HashMap<>(Drill.settings(x, x.account()));
            settings.put("image", "FIRST");
            var own = HERALD.bean(Pages.class).all().getFirst();
            var target = HERALD.bean(Targets.class)
                    .create(own, new TargetFields("x", "@talk", true, own.firstLanguage(), settings), Actor.HERALD);
            var story = HERALD.bean(Incidents.class)
                    .open(
                            own,
                            Word.as(Stage.INVESTIGATING)
                                    .named(own.firstLanguage(), "Messages arrive late")
                                    .saying(own.firstLanguage(), "We are looking.")
                                    .update(),
                            Actor.HERALD);
            var picture = "/incidents/" + story.incident().code() + ".png";
            Drill.until(() -> HERALD.get(picture).statusCode() == 200, () -> picture);
            leave();
            Drill.until(() -> x.posts().size() == 1, () -> x.posts().toString());
            var media = x.mediaOf(x.posts().getFirst());
            assertEquals(1, media.size());
            assertTrue(media.getFirst().altText().orElse("").contains("Messages arrive late"), media.toString());
            HERALD.bean(Targets.class).remove(own, target.code(), Actor.HERALD);
        }
    }

    private Target target(Map<String, String> settings) {
        return HERALD.bean(Targets.class)
                .create(page, new TargetFields("practice", "Practice", true, "en", settings), Actor.HERALD);
    }

    private Story open(String body) {
        return HERALD.bean(Incidents.class)
                .open(
                        page,
                        Word.as(Stage.INVESTIGATING)
                                .named("en", "Messages arrive late")
                                .saying("en", body)
                                .setting(component.code(), ComponentStatus.PARTIAL_OUTAGE)
                                .update(),
                        Actor.HERALD);
    }

    private Story post(Story story, Stage stage, String body) {
        return HERALD.bean(Incidents.class)
                .post(
                        page,
                        story.incident().code(),
                        new NewUpdate(stage, Map.of("en", body), Details.NONE, null, true),
                        null,
                        Actor.HERALD);
    }

    private Story delivered(Target target, String body) {
        var story = open(body);
        awaitRows(story, 1);
        leave();
        awaitPosts(target, 1);
        Drill.until(
                () -> rows(story).getFirst().state() == DeliveryState.DELIVERED,
                () -> rows(story).toString());
        return story;
    }

    private void edit(Story story, String body) {
        HERALD.bean(Incidents.class)
                .edit(
                        page,
                        story.incident().code(),
                        story.updates().getFirst().update().code(),
                        Map.of("en", body),
                        null,
                        null,
                        Actor.HERALD);
    }

    private void correct(Story story, Correction how) {
        HERALD.bean(Deliveries.class).correct(page, rows(story).getFirst().id(), how, Actor.HERALD);
    }

    private Story withdraw(Story story, int update) {
        return HERALD.bean(Deliveries.class)
                .withdraw(
                        page,
                        story.incident().code(),
                        story.updates().get(update).update().code(),
                        Actor.HERALD);
    }

    /** Past the time to take it back. */
    private static void leave() {
        HERALD.clock().advance(Duration.ofSeconds(11));
        HERALD.bean(Dispatcher.class).nudge();
    }

    private static void pause() {
        try {
            Thread.sleep(400);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private ComponentStatus status() {
        return HERALD.bean(Components.class).byCode(page.id(), component.code()).status();
    }

    private static List<Delivery> rows(Story story) {
        return HERALD.bean(Deliveries.class).ofIncident(story.incident().id());
    }

    private static List<Delivery> awaitRows(Story story, int count) {
        Drill.until(() -> rows(story).size() == count, () -> count + " deliveries instead of " + rows(story));
        return rows(story);
    }

    /** The oldest first. */
    private static List<PracticePost> posts(Target target) {
        return HERALD.bean(PracticePosts.class).of(target.code()).reversed();
    }

    private static List<PracticePost> awaitPosts(Target target, int count) {
        Drill.until(() -> posts(target).size() == count, () -> count + " posts instead of " + posts(target));
        return posts(target);
    }

    private static String body(String path) {
        return HERALD.get(path).body();
    }
}
