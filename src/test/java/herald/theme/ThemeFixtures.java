package herald.theme;

import herald.markdown.Html;
import herald.markdown.Markdown;
import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Pages as readers meet them, most of them from the night of 5 May 2021. */
public final class ThemeFixtures {
    static final ThemeRenderer RENDERER = new ThemeRenderer(new ThemeSettings(null));
    static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    static final Instant BROKEN = Instant.parse("2021-05-05T12:47:00Z");
    static final Instant NOW = Instant.parse("2021-05-05T14:25:00Z");

    private final ThemeRenderer renderer;
    private final String theme;
    private final Messages words;
    private final String language;
    private final UptimeFixtures uptimes;

    public ThemeFixtures(String language) {
        this(RENDERER, "default", language);
    }

    ThemeFixtures(ThemeRenderer renderer, String theme, String language) {
        this.renderer = renderer;
        this.theme = theme;
        this.language = language;
        this.words = renderer.messages(theme, language);
        this.uptimes = new UptimeFixtures(words, language);
    }

    /** Every front page by the name of its file. */
    Map<String, PageView> pages() {
        var pages = new LinkedHashMap<String, PageView>();
        pages.put("operational", allOperational());
        pages.put("incident", openIncident());
        pages.put("major", majorOutage());
        pages.put("maintenance", maintenance());
        pages.put("long", longNames());
        pages.put("thirty", thirtyComponents());
        pages.put("vast", vast());
        pages.put("empty", empty());
        return pages;
    }

    /** All fixtures, by the template that draws them. */
    Map<String, List<Record>> byTemplate() {
        var all = new LinkedHashMap<String, List<Record>>();
        all.put("index.ftlh", List.copyOf(pages().values()));
        all.put("incident.ftlh", List.of(incidentPage(), resolvedPage()));
        all.put("history.ftlh", List.of(history()));
        all.put("uptime.ftlh", List.of(uptime()));
        all.put("calendar.ftlh", List.of(calendar(), newCalendar()));
        all.put("subscribe.ftlh", List.of(subscribe()));
        all.put("not-found.ftlh", List.of(notFound()));
        return all;
    }

    PageView allOperational() {
        return page(
                "operational",
                List.of(),
                List.of(),
                List.of(upcoming(1)),
                messenger("operational", "operational"),
                List.of());
    }

    PageView openIncident() {
        return page(
                "partial_outage",
                List.of(outage(true)),
                List.of(),
                List.of(),
                messenger("partial_outage", "degraded_performance"),
                List.of());
    }

    PageView majorOutage() {
        var wide = incident(
                "qw2rt5bdfghj",
                Map.of("en", "Sign-in fails for everyone"),
                "critical",
                "identified",
                true,
                List.of(update(
                        "7",
                        "identified",
                        Map.of("en", "We know the cause and are **undoing a change** made at 21:40."),
                        40)),
                "all",
                null,
                words.promise(NOW.plus(Duration.ofMinutes(15)), NOW, SEOUL),
                null);
        return page(
                "major_outage",
                List.of(wide, outage(false)),
                List.of(),
                List.of(),
                messenger("major_outage", "major_outage"),
                groups(2, 5));
    }

    PageView maintenance() {
        return page(
                "under_maintenance",
                List.of(),
                List.of(running()),
                List.of(upcoming(1), upcoming(2)),
                messenger("under_maintenance", "operational"),
                List.of());
    }

    PageView longNames() {
        var name = "InternationalisierungsdatenbankverbindungsüberwachungsdienstAB".repeat(2);
        var component = new ComponentView(
                "long",
                name,
                "A description of one sentence that goes on and on. ".repeat(4),
                words.status("degraded_performance"),
                null);
        var incident = incident(
                "zzlongzzzzzz",
                Map.of("ko", "장애가아주길게이어져서띄어쓰기없이쓴제목도화면밖으로나가지않아야합니다".repeat(3)),
                "major",
                "delayed",
                true,
                List.of(update(
                        "9", "delayed", Map.of("en", "https://example.com/" + "a-very-long-address/".repeat(12)), 30)),
                "few",
                null,
                null,
                null);
        return page("degraded_performance", List.of(incident), List.of(), List.of(), List.of(component), List.of());
    }

    /** What the page must weigh little with: thirty components, each with its bars, and one incident. */
    PageView thirtyComponents() {
        return page(
                "partial_outage",
                List.of(outage(true)),
                List.of(),
                List.of(upcoming(1)),
                messenger("partial_outage", "operational"),
                groups(4, 6));
    }

    /** Five hundred components in forty groups, and twenty incidents at once. */
    PageView vast() {
        var open = IntStream.range(0, 20).mapToObj(this::numbered).toList();
        return page("major_outage", open, List.of(), List.of(), List.of(), groups(40, 12));
    }

    private IncidentView numbered(int number) {
        return incident(
                "qwrtbdfghj" + (10 + number),
                Map.of("en", "Region " + (number + 1) + " answers slowly", "ko", "지역 " + (number + 1) + " 응답 지연"),
                "minor",
                "identified",
                true,
                List.of(
                        update(
                                "n" + number + "b",
                                "identified",
                                Map.of("en", "We know the cause.", "ko", "원인을 파악했습니다."),
                                60),
                        update(
                                "n" + number + "a",
                                "investigating",
                                Map.of("en", "We look into it.", "ko", "확인하고 있습니다."),
                                30)),
                "some",
                words.span(BROKEN, null, SEOUL),
                null,
                null);
    }

    PageView empty() {
        return new PageView(
                site("operational"),
                words.banner("operational"),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    IncidentPage incidentPage() {
        return new IncidentPage(site("partial_outage"), outage(true), null);
    }

    IncidentPage resolvedPage() {
        return new IncidentPage(
                site("operational"),
                resolved(),
                Markdown.toHtml(
                        "A rush of users met **too few** connections.\n\n- We doubled them\n- We now watch them"));
    }

    HistoryPage history() {
        return new HistoryPage(site("operational", "/history"), "March – May 2021", months(), null, "/history/2");
    }

    UptimePage uptime() {
        return new UptimePage(
                site("operational", "/uptime"),
                Stream.concat(
                                messenger("operational", "operational").stream()
                                        .map(component -> new SystemView(component, null)),
                                groups(2, 4).stream().map(group -> new SystemView(null, group)))
                        .toList());
    }

    CalendarPage calendar() {
        return new CalendarPage(
                site("operational", "/uptime/messages"),
                component("messages", named("Messages", "메시지"), "operational", 90),
                "March – May 2021",
                uptimes.weekdays(),
                uptimes.months("messages", 50),
                uptimes.troubled("messages"),
                null,
                "/uptime/messages/2");
    }

    /** A component that was added today: nothing is known of it. */
    CalendarPage newCalendar() {
        return new CalendarPage(
                site("operational", "/uptime/photos"),
                component("photos", named("Photos", "사진"), "operational", 0),
                "May 2021",
                uptimes.weekdays(),
                List.of(uptimes.months("photos", 0).getFirst()),
                List.of(),
                null,
                null);
    }

    SubscribePage subscribe() {
        return new SubscribePage(site("operational", "/subscribe"));
    }

    NotFoundPage notFound() {
        return new NotFoundPage(site("operational", "/nowhere"));
    }

    PostView post() {
        var components = List.of("메시지", "PC 로그인");
        return new PostView(
                "노랑톡",
                words.stage("investigating"),
                false,
                words.moment(BROKEN.plus(Duration.ofMinutes(21)), SEOUL).time(),
                "메시지 수신 장애",
                "일부 사용자의 메시지 수신이 원활하지 않고 PC 로그인이 되지 않는 현상을 확인하고 있습니다.",
                words.scope("some"),
                components,
                words.list(components),
                null,
                words.promise(NOW.plus(Duration.ofMinutes(15)), NOW, SEOUL).text(),
                null,
                "https://status.example.com/incidents/d4f7h2k9m3pq");
    }

    /** The incident of the night: in Korean and, but for one update, in English too. */
    IncidentView outage(boolean lapsed) {
        return incident(
                "d4f7h2k9m3pq",
                Map.of("ko", "메시지 수신 및 PC 로그인 장애", "en", "Messages arrive late, and PC sign-in fails"),
                "major",
                "delayed",
                true,
                List.of(
                        update(
                                "3",
                                "delayed",
                                Map.of(
                                        "ko",
                                        "복구 작업이 예상보다 지연되고 있습니다. 불편을 드려 죄송합니다.\n\n현재 모바일 메시지 수신은 **약 70%** 정상화되었습니다."),
                                83),
                        update(
                                "2",
                                "identified",
                                Map.of(
                                        "ko",
                                        "원인을 파악하여 복구하고 있습니다.",
                                        "en",
                                        "We know what causes it and are bringing servers back one after"
                                                + " another:\n\n"
                                                + "- messages on phones first\n"
                                                + "- sign-in on PC after that"),
                                48),
                        edited(update(
                                "1",
                                "investigating",
                                Map.of(
                                        "ko",
                                        "일부 사용자의 메시지 수신이 원활하지 않은 현상을 확인하고 있습니다.",
                                        "en",
                                        "Some people do not receive messages and cannot sign in on PC. We are"
                                                + " looking into it."),
                                21))),
                "some",
                words.span(BROKEN, null, SEOUL),
                words.promise(NOW.plus(Duration.ofMinutes(lapsed ? -15 : 15)), NOW, SEOUL),
                null);
    }

    IncidentView resolved() {
        return incident(
                "d4f7h2k9m3pq",
                Map.of("ko", "메시지 수신 및 PC 로그인 장애", "en", "Messages arrive late, and PC sign-in fails"),
                "major",
                "resolved",
                false,
                List.of(
                        update(
                                "4",
                                "resolved",
                                Map.of(
                                        "ko",
                                        "21:47부터 00:08까지 일부 사용자의 메시지 수신과 PC 로그인이 원활하지 않았습니다. 현재 모두 정상입니다.",
                                        "en",
                                        "From 21:47 to 00:08 some people could not receive messages or sign in"
                                                + " on PC. Everything works again; no message was lost."),
                                153),
                        update(
                                "3",
                                "monitoring",
                                Map.of(
                                        "en",
                                        "Messages arrive again. We keep watching.",
                                        "ko",
                                        "메시지가 다시 수신되고 있습니다. 계속 지켜보겠습니다."),
                                120),
                        edited(update(
                                "1",
                                "investigating",
                                Map.of("en", "We are looking into it.", "ko", "확인하고 있습니다."),
                                21))),
                "some",
                words.span(BROKEN, BROKEN.plus(Duration.ofMinutes(141)), SEOUL),
                null,
                null);
    }

    private IncidentView running() {
        return incident(
                "m1m1m1m1m1m1",
                Map.of("en", "New database for payments", "ko", "결제 데이터베이스 교체"),
                "maintenance",
                "in_progress",
                true,
                List.of(update(
                        "5",
                        "in_progress",
                        Map.of(
                                "en",
                                "Payments are paused until 23:30. Messages go on as usual.",
                                "ko",
                                "23:30까지 결제가 중단됩니다. 메시지는 그대로 이용하실 수 있습니다."),
                        50)),
                "all",
                null,
                words.promise(NOW.plus(Duration.ofMinutes(65)), NOW, SEOUL),
                words.span(BROKEN.plus(Duration.ofMinutes(43)), BROKEN.plus(Duration.ofMinutes(103)), SEOUL));
    }

    private IncidentView upcoming(int number) {
        var start = Instant.parse("2021-05-11T17:00:00Z");
        return incident(
                "m2m2m2m2m2m" + number,
                Map.of("en", "Moving voice calls to a new data centre", "ko", "음성 통화 데이터센터 이전"),
                "maintenance",
                "scheduled",
                true,
                List.of(update(
                        "6",
                        "scheduled",
                        Map.of(
                                "en",
                                "Calls may drop once; you can call again at once.",
                                "ko",
                                "통화가 한 번 끊길 수 있으며 바로 다시 거실 수 있습니다."),
                        -900)),
                null,
                null,
                null,
                words.span(start, start.plus(Duration.ofMinutes(90)), SEOUL));
    }

    private IncidentView incident(
            String id,
            Map<String, String> names,
            String impact,
            String stage,
            boolean open,
            List<UpdateView> updates,
            @Nullable String scope,
            @Nullable Span window,
            @Nullable PromiseView promise,
            @Nullable Span schedule) {
        var status = impact.equals("maintenance") ? "under_maintenance" : "partial_outage";
        var first = Instant.parse(updates.getLast().postedAt().iso());
        var last = Instant.parse(updates.getFirst().postedAt().iso());
        return new IncidentView(
                id,
                "/incidents/" + id,
                words.choose(names, "ko"),
                words.stage(stage),
                words.impact(impact),
                open,
                updates,
                List.of(new AffectedView(named("Messages", "메시지"), words.status(status))),
                scope == null ? null : words.scope(scope),
                window,
                words.span(first, last, SEOUL),
                promise,
                schedule);
    }

    private UpdateView update(String id, String stage, Map<String, String> bodies, long minutes) {
        var body = words.choose(bodies, "ko");
        return new UpdateView(
                "u" + id,
                "/incidents/d4f7h2k9m3pq#u" + id,
                words.stage(stage),
                Markdown.toHtml(body.text()),
                body.language(),
                body.note(),
                words.moment(BROKEN.plus(Duration.ofMinutes(minutes)), SEOUL),
                null,
                List.of());
    }

    private UpdateView edited(UpdateView update) {
        var at = words.moment(BROKEN.plus(Duration.ofMinutes(27)), SEOUL);
        return new UpdateView(
                update.anchor(),
                update.href(),
                update.stage(),
                update.body(),
                update.language(),
                update.languageNote(),
                update.postedAt(),
                at,
                List.of(new EarlierText(Markdown.toHtml(named("We look into it.", "확인 중입니다.")), at)));
    }

    private List<ComponentView> messenger(String messages, String login) {
        return List.of(
                component("messages", named("Messages", "메시지"), messages, 90),
                component("pc", named("Sign-in on PC", "PC 로그인"), login, 90),
                component("calls", named("Voice and video calls", "음성 및 영상 통화"), "operational", 60),
                component("photos", named("Photos", "사진"), "operational", 0),
                new ComponentView("pay", named("Payments", "결제"), null, words.status("operational"), null),
                component("maps", named("Maps", "지도"), "operational", 90));
    }

    private List<GroupView> groups(int count, int size) {
        return IntStream.range(0, count)
                .mapToObj(group -> {
                    var status = group % 5 == 1 ? "degraded_performance" : "operational";
                    var inside = IntStream.range(0, size)
                            .mapToObj(i -> component(
                                    "g" + group + "c" + i,
                                    named("Gateway ", "게이트웨이 ") + (char) ('A' + i),
                                    i == 2 ? status : "operational",
                                    90))
                            .toList();
                    return new GroupView(
                            "g" + group,
                            named("Region ", "지역 ") + (group + 1),
                            group == 0 ? named("Where most people are", "대부분의 사용자가 있는 곳") : null,
                            words.status(status),
                            group % 5 == 1,
                            inside);
                })
                .toList();
    }

    private ComponentView component(String id, String name, String status, int counted) {
        var view = new BarsView(name, "/uptime/" + id, uptimes.bars(id, status, counted));
        return new ComponentView(
                id, name, null, words.status(status), renderer.fragment(theme, "bars.ftlh", language, view));
    }

    private PageView page(
            String banner,
            List<IncidentView> open,
            List<IncidentView> running,
            List<IncidentView> upcoming,
            List<ComponentView> components,
            List<GroupView> groups) {
        var systems = Stream.concat(
                        components.stream().map(component -> new SystemView(component, null)),
                        groups.stream().map(group -> new SystemView(null, group)))
                .toList();
        return new PageView(site(banner), words.banner(banner), null, open, running, upcoming, systems, days(false));
    }

    private List<HistoryMonth> months() {
        return List.of(
                new HistoryMonth("2021-05", named("May 2021", "2021년 5월"), days(true)),
                new HistoryMonth("2021-04", named("April 2021", "2021년 4월"), List.of()),
                new HistoryMonth("2021-03", named("March 2021", "2021년 3월"), List.of()));
    }

    private List<DayView> days(boolean onlyEventful) {
        var days = new ArrayList<DayView>();
        for (var back = 0; back < 14; back++) {
            var day = LocalDate.of(2021, 5, 5).minusDays(back);
            var incidents = back == 2 || back == 9 ? List.of(resolved()) : List.<IncidentView>of();
            if (!onlyEventful || !incidents.isEmpty()) {
                days.add(new DayView(day.toString(), words.date(day), incidents));
            }
        }
        return days;
    }

    private Site site(String banner) {
        return site(banner, "/");
    }

    /** @param path of the page in Korean, the first language */
    private Site site(String banner, String path) {
        var prefix = language.equals("ko") ? "" : "/" + language;
        return new Site(
                named("Yellow Talk", "노랑톡"),
                language,
                words.direction(),
                List.of(link("ko", path), link("en", "/en" + path), link("ja", "/ja" + path)),
                new SiteLinks(
                        "https://status.example.com" + prefix + path,
                        prefix + "/",
                        prefix + "/history",
                        prefix + "/uptime",
                        prefix + "/subscribe",
                        "mailto:help@example.com",
                        null,
                        "/history.atom",
                        "/history.rss",
                        "/maintenances.ics",
                        "/api/v2/summary.json",
                        "/feed.json"),
                RENDERER.assets("default", "assets/", banner),
                "42",
                words.moment(NOW, SEOUL),
                words.moment(NOW.plusSeconds(900), SEOUL),
                new SocialView(
                        words.banner(banner).text(),
                        named("Messages arrive late, and PC sign-in fails", "메시지 수신 및 PC 로그인 장애"),
                        "https://status.example.com/social.png"));
    }

    private LanguageLink link(String code, String href) {
        var theirs = RENDERER.messages("default", code);
        return new LanguageLink(
                code,
                Messages.ownName(code),
                href,
                language.equals(code),
                theirs.get("language.offer"),
                theirs.get("language.dismiss"));
    }

    private String named(String english, String korean) {
        return language.equals("ko") ? korean : english;
    }

    static Html html(String markdown) {
        return Markdown.toHtml(markdown);
    }
}
