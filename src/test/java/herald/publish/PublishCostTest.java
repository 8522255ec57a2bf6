package herald.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.component.ComponentFields;
import herald.component.ComponentStatus;
import herald.component.Components;
import herald.incident.Incidents;
import herald.incident.Stage;
import herald.page.Page;
import herald.page.Pages;
import herald.page.Pages.PageFields;
import herald.staff.Actor;
import herald.testing.HeraldServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What each kind of change costs: which documents readers wait for, and which are made after them. One language, so that it reads. */
class PublishCostTest {

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase();

    private static final Instant NIGHT = Instant.parse("2021-05-05T13:08:00Z");
    private static final int PAST = 40;

    private final Incidents incidents = HERALD.bean(Incidents.class);
    private final Components components = HERALD.bean(Components.class);
    private final PageReader reader = HERALD.bean(PageReader.class);
    private final PageRenderer renderer = HERALD.bean(PageRenderer.class);
    private Page page;
    private List<String> codes;
    private PageData data;
    private Rendering last;

    @BeforeEach
    void publishAPageWithAPast() {
        HERALD.clock().stopAt(NIGHT);
        page = HERALD.bean(Pages.class).create(new PageFields("Talk", null, null, "Asia/Seoul", List.of("ko"), null));
        codes = IntStream.range(0, 3)
                .mapToObj(i -> components
                        .create(page.id(), ComponentFields.named("서비스 " + i), Actor.HERALD)
                        .code())
                .toList();
        for (int i = 0; i < PAST; i++) {
            var from = NIGHT.minus(Duration.ofDays(5L * i + 1));
            var code = open(Word.as(Stage.INVESTIGATING).felt(from, null));
            post(code, Word.as(Stage.RESOLVED).felt(null, from.plusSeconds(600)));
        }
        data = reader.read(page.id(), null).orElseThrow();
        last = Rendering.nothing();
        renderer.render(last, data, "https://example.com", NIGHT, NIGHT);
        publishTheRest();
    }

    @Test
    void aNewIncidentCostsItsOwnDocumentsAndThoseThatListIt() {
        var code = open(Word.as(Stage.INVESTIGATING).setting(codes.getFirst(), ComponentStatus.MAJOR_OUTAGE));
        assertEquals(
                with(Set.of("/", "/incidents/" + code, "/incidents/" + code + ".json", "/favicon.ico"), LISTS),
                awaited());
    }

    private static final Set<String> LISTS = Set.of();

    private Set<String> awaited() {
        return round(Duration.ZERO);
    }

    private void publishTheRest() {
        while (last.putOff() > 0) {
            round(Duration.ofSeconds(60));
        }
    }

    /** The paths of the documents that a round has made anew. */
    private Set<String> round(Duration spare) {
        data = reader.read(page.id(), data).orElseThrow();
        var before = last.documents();
        last = new Rendering(last, spare);
        renderer.render(
                last,
                data,
                "https://example.com",
                HERALD.clock().instant(),
                HERALD.clock().instant());
        var anew = new TreeSet<String>();
        last.documents().forEach((path, document) -> {
            if (before.get(path) != document) {
                anew.add(path);
            }
        });
        assertTrue(anew.size() <= last.anew());
        return anew;
    }

    private static Set<String> with(Set<String> some, Set<String> others) {
        var all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    private String open(Word word) {
        return incidents
                .open(
                        page,
                        word.named("ko", "메시지 수신 장애").saying("ko", "확인하고 있습니다.").update(),
                        Actor.HERALD)
                .incident()
                .code();
    }

    private void post(String code, Word word) {
        incidents.post(page, code, word.saying("ko", "안내드립니다.").update(), null, Actor.HERALD);
    }
}
