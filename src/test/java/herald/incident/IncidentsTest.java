package herald.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;

import herald.component.ComponentFields;
import herald.component.ComponentStatus;
import herald.component.Components;
import herald.component.Impact;
import herald.page.Page;
import herald.page.Pages;
import herald.page.Pages.PageFields;
import herald.staff.Actor;
import herald.testing.HeraldServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IncidentsTest {

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase();

    private final Incidents incidents = HERALD.bean(Incidents.class);
    private Page page;

    @BeforeEach
    void makeAPage() {
        page = HERALD.bean(Pages.class)
                .create(new PageFields("Talk", null, null, "Asia/Seoul", List.of("ko", "en"), null));
    }

    @Test
    void aFirstWordSetsStageComponentsAndImpact() {
        var login = HERALD.bean(Components.class).create(page.id(), ComponentFields.named("로그인"), Actor.HERALD);
        var story = incidents.open(
                page,
                new NewUpdate(
                        Stage.INVESTIGATING,
                        Map.of("ko", "확인하고 있습니다."),
                        new Details(
                                Map.of("ko", "메시지 수신 장애"),
                                Map.of(login.code(), ComponentStatus.PARTIAL_OUTAGE),
                                null,
                                null,
                                false,
                                null,
                                null,
                                null,
                                Scope.SOME,
                                null,
                                null,
                                null),
                        null,
                        true),
                Actor.HERALD);
        var read = incidents.story(page, story.incident().code());
        assertEquals(Impact.MAJOR, read.incident().impact());
        assertEquals(Map.of("ko", "확인하고 있습니다."), read.updates().getFirst().bodies());
        assertEquals(
                ComponentStatus.PARTIAL_OUTAGE,
                read.updates().getFirst().components().getFirst().newStatus());
        assertEquals(read, story);
    }
}
