package herald.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import herald.testing.Word;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PagePreviewTest {

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase();

    private final PagePreview preview = HERALD.bean(PagePreview.class);
    private final Incidents incidents = HERALD.bean(Incidents.class);
    private Page page;
    private String login;

    @BeforeEach
    void makeAPage() {
        page = HERALD.bean(Pages.class)
                .create(new PageFields("Talk", null, null, "Asia/Seoul", List.of("ko", "en"), null));
        login = HERALD.bean(Components.class)
                .create(page.id(), ComponentFields.named("PC 로그인"), Actor.HERALD)
                .code();
    }

    @Test
    void anIncidentThatIsNotOpenYetLooksAsItWould() {
        var html = preview.of(
                page,
                null,
                Word.as(Stage.INVESTIGATING)
                        .filled()
                        .setting(login, ComponentStatus.MAJOR_OUTAGE)
                        .update());
        assertTrue(html.contains("로그인 장애"));
        assertTrue(html.contains("PC 로그인"));
        assertTrue(html.contains("대규모 장애"));
        assertEquals(List.of(), incidents.newest(page.id(), 10, 0));
    }

    @Test
    void theNextWordStandsAboveThoseThatWerePosted() {
        var code = incidents
                .open(page, Word.as(Stage.INVESTIGATING).filled().update(), Actor.HERALD)
                .incident()
                .code();
        var version = HERALD.bean(Pages.class).byCode(page.code()).version();
        var html = preview.of(
                page, code, Word.as(Stage.RESOLVED).saying("ko", "복구되었습니다.").update());
        assertTrue(html.indexOf("복구되었습니다.") < html.indexOf("확인하고 있습니다."));
        assertEquals(1, incidents.story(page, code).updates().size());
        assertEquals(version, HERALD.bean(Pages.class).byCode(page.code()).version());
    }

    @Test
    void halfTypedWordsCanBeLookedAt() {
        var html = preview.of(
                page, null, Word.as(Stage.INVESTIGATING).saying("ko", " ").update());
        assertFalse(html.isEmpty());
    }
}
