package herald.theme;

import herald.markdown.Markdown;
import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Every state a page can be in, most of them from the night of 5 May 2021: what a theme is previewed, pictured and tested with. The
 * words of staff are in Korean, English and Japanese, and in English for all other languages; some are in Korean only, so that the
 * note about it is seen too. Always the same, to the byte, for the same theme.
 */
public class Samples {
    static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    static final Instant BROKEN = Instant.parse("2021-05-05T12:47:00Z");

    /** The moment all samples show. */
    public static final Instant NOW = Instant.parse("2021-05-05T14:25:00Z");

    private static final String INDEX = "index.ftlh";

    /**
     * One page to look at.
     *
     * @param name what it shows, of a-z and -; never changes
     * @param template the theme's that draws it
     */
    public record Sample(String name, String template, Record view) {}

    private record Recipe(String template, Supplier<Record> view) {}

    private final Theme theme;
    private final String language;
    private final String assets;
    private final Messages words;
    private final SampleDays uptimes;
    private final Map<String, Recipe> recipes = new LinkedHashMap<>();

    /** @param assets the folder that pages name the theme's files in, {@code /assets/} */
    public Samples(Theme theme, String language, String assets) {
        this.theme = theme;
        this.language = language;
        this.assets = assets;
        this.words = theme.messages(language);
        this.uptimes = new SampleDays(words);
        add("operational", INDEX, this::allOperational);
        add("incident", INDEX, this::openIncident);
        add("major", INDEX, this::majorOutage);
        add("maintenance", INDEX, this::maintenance);
        add("long", INDEX, this::longNames);
        add("thirty", INDEX, this::thirtyComponents);
        add("vast", INDEX, this::vast);
        add("empty", INDEX, this::empty);
        add("incident-open", "incident.ftlh", this::incidentPage);
        add("incident-resolved", "incident.ftlh", this::resolvedPage);
        add("history", "history.ftlh", this::history);
        add("uptime", "uptime.ftlh", this::uptime);
        add("calendar", "calendar.ftlh", this::calendar);
        add("calendar-new", "calendar.ftlh", this::newCalendar);
        add("subscribe", "subscribe.ftlh", this::subscribe);
        add("not-found", "not-found.ftlh", this::notFound);
    }

    /** What there is, in the order in which people look at it; the first four are a page's four states. */
    public List<String> names() {
        return List.copyOf(recipes.keySet());
    }

    /** Empty when there is none of that name. Throws {@link ThemeException} when the theme cannot draw a part of it. */
    public Optional<Sample> get(String name) {
        return Optional.ofNullable(recipes.get(name))
                .map(recipe -> new Sample(name, recipe.template(), recipe.view().get()));
    }

    /** The whole page; throws {@link ThemeException} when the theme fails. */
    public String html(Sample sample) {
        return theme.render(sample.template(), language, sample.view());
    }

    private void add(String name, String template, Supplier<Record> view) {
        recipes.put(name, new Recipe(template, view));
    }

    /** Every front page by its name. */
    Map<String, PageView> pages() {
        var pages = new LinkedHashMap<String, PageView>();
        recipes.forEach((name, recipe) -> {
            if (recipe.template().equals(INDEX)) {
                pages.put(name, (PageView) recipe.view().get());
            }
        });
        return pages;
    }

    /** All samples, by the template that draws them. */
    Map<String, List<Record>> byTemplate() {
        var all = new LinkedHashMap<String, List<Record>>();
        recipes.values()
                .forEach(recipe -> all.computeIfAbsent(recipe.template(), _ -> new ArrayList<>())
                        .add(recipe.view().get()));
        return all;
    }

    PageView allOperational() {
        var page = page(
                "operational",
                List.of(),
                List.of(),
                List.of(upcoming(1)),
                messenger("operational", "operational"),
                List.of());
        var about = said(
                "How Yellow Talk is doing, minute by minute. We write here first when something does not work.",
                "노랑톡의 상태를 실시간으로 알려 드립니다. 문제가 생기면 여기에서 가장 먼저 안내합니다.",
                "イエロートークの状態をお知らせします。問題が起きたときは、まずここに書きます。");
        return new PageView(
                page.site(),
                page.banner(),
                new LocalText(about, spoken(), null),
                page.open(),
                page.running(),
                page.upcoming(),
                page.systems(),
                page.days());
    }

    PageView openIncident() {
        return page(
                "partial_outage",
                List.of(outage(false)),
                List.of(),
                List.of(),
                messenger("partial_outage", "degraded_performance"),
                List.of());
    }

    /** Whose promised update has not come. */
    PageView majorOutage() {
        var wide = incident(
                "qw2rt5bdfghj",
                texts("Sign-in fails for everyone", "모든 사용자가 로그인할 수 없습니다", "すべての方がログインできません"),
                "critical",
                "identified",
                true,
                List.of(update(
                        "7",
                        "identified",
                        texts(
                                "We know the cause and are **undoing a change** made at 21:40.",
                                "원인을 파악하여 21:40에 있었던 **변경을 되돌리고** 있습니다.",
                                "原因が分かり、21:40 に行った**変更を元に戻して**います。"),
                        40)),
                "all",
                null,
                words.promise(NOW.minus(Duration.ofMinutes(15)), NOW, SEOUL),
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

    /** Names, words and addresses that never break by themselves. */
    PageView longNames() {
        var name = "InternationalisierungsdatenbankverbindungsüberwachungsdienstAB".repeat(2);
        var component = new ComponentView(
                "long",
                name,
                "A description of one sentence that goes on and on. ".repeat(4),
                words.status("degraded_performance"),
                null);
        var group = new GroupView(
                "longer",
                name,
                null,
                words.status("operational"),
                true,
                List.of(component("longest", name, "operational", 90)));
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
        return page(
                "degraded_performance", List.of(incident), List.of(), List.of(), List.of(component), List.of(group));
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
        var region = number + 1;
        return incident(
                "qwrtbdfghj" + (10 + number),
                texts("Region " + region + " answers slowly", "지역 " + region + " 응답 지연", "地域 " + region + " の応答が遅い"),
                "minor",
                "identified",
                true,
                List.of(
                        update(
                                "n" + number + "b",
                                "identified",
                                texts("We know the cause.", "원인을 파악했습니다.", "原因が分かりました。"),
                                60),
                        update(
                                "n" + number + "a",
                                "investigating",
                                texts("We look into it.", "확인하고 있습니다.", "確認しています。"),
                                30)),
                "some",
                words.span(BROKEN, null, SEOUL),
                null,
                null);
    }

    /** A page that was made a minute ago. */
    PageView empty() {
        return new PageView(
                site("operational", "/"),
                words.banner("operational"),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    IncidentPage incidentPage() {
        return new IncidentPage(site("partial_outage", "/incidents/d4f7h2k9m3pq"), outage(true), null);
    }

    IncidentPage resolvedPage() {
        return new IncidentPage(
                site("operational", "/incidents/d4f7h2k9m3pq"),
                resolved(),
                Markdown.toHtml(said(
                        "A rush of users met **too few** connections.\n\n- We doubled them\n- We now watch them",
                        "몰려든 사용자에 비해 연결이 **부족**했습니다.\n\n- 연결을 두 배로 늘렸습니다\n- 이제 계속 지켜봅니다",
                        "押し寄せた利用者に対して接続が**足りません**でした。\n\n- 接続を倍にしました\n- 以後、見守っています")));
    }

    HistoryPage history() {
        return new HistoryPage(site("operational", "/history"), period(), months(), null, "/history/2");
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
                component("messages", messages(), "operational", 90),
                period(),
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
                component("photos", said("Photos", "사진", "写真"), "operational", 0),
                uptimes.months("photos", 0).getFirst().text(),
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
        return post("investigating", false);
    }

    /** @param stage the code of an incident's, or of a maintenance's */
    PostView post(String stage, boolean maintenance) {
        var components = maintenance ? List.of("결제") : List.of("메시지", "PC 로그인");
        var isOver = List.of("resolved", "completed").contains(stage);
        var start = Instant.parse("2021-05-11T17:00:00Z");
        return new PostView(
                "노랑톡",
                words.stage(stage),
                maintenance,
                words.moment(BROKEN.plus(Duration.ofMinutes(21)), SEOUL).time(),
                maintenance ? "결제 데이터베이스 교체" : "메시지 수신 장애",
                maintenance ? "03:30까지 결제가 중단됩니다." : "일부 사용자의 메시지 수신이 원활하지 않고 PC 로그인이 되지 않는 현상을 확인하고 있습니다.",
                maintenance ? null : words.scope("some"),
                components,
                words.list(components),
                maintenance && !isOver
                        ? words.span(start, start.plus(Duration.ofMinutes(90)), SEOUL)
                                .text()
                        : null,
                isOver || maintenance
                        ? null
                        : words.promise(NOW.plus(Duration.ofMinutes(15)), NOW, SEOUL)
                                .text(),
                isOver && !maintenance
                        ? words.span(BROKEN, BROKEN.plus(Duration.ofMinutes(141)), SEOUL)
                                .text()
                        : null,
                "https://status.example.com/incidents/d4f7h2k9m3pq");
    }

    /** Has the theme write every message in every stage; throws {@link ThemeException} for the first it cannot write. */
    public void writeMessages() {
        Stream.of("investigating", "identified", "delayed", "monitoring", "resolved")
                .forEach(stage -> writeMessages(post(stage, false)));
        Stream.of("scheduled", "in_progress", "delayed", "verifying", "completed")
                .forEach(stage -> writeMessages(post(stage, true)));
    }

    private void writeMessages(PostView post) {
        Stream.of("x", "mastodon", "slack", "practice").forEach(channel -> theme.renderPost(channel, language, post));
        theme.renderMail(language, post, mail());
    }

    MailView mail() {
        return new MailView(
                language,
                words.direction(),
                Markdown.toHtml("메시지 수신이 **원활하지 않은** 현상을 확인하고 있습니다."),
                "https://status.example.com/manage/abc",
                "https://status.example.com/unsubscribe/abc");
    }

    /** What the frame in other people's pages shows in the first state. */
    EmbedView embed() {
        var told = outage(false);
        return new EmbedView(
                said("Yellow Talk", "노랑톡", "イエロートーク"),
                language,
                words.direction(),
                new EmbedView.Notice(
                        told.id(),
                        told.id() + ".3",
                        "incident",
                        told.stage(),
                        told.name(),
                        new LocalText("복구 작업이 예상보다 지연되고 있습니다. 불편을 드려 죄송합니다.", "ko", words.onlyIn("ko")),
                        "https://status.example.com" + told.href(),
                        told.updates().getFirst().postedAt()));
    }

    /** The incident of the night; one of its updates is in Korean alone. */
    IncidentView outage(boolean lapsed) {
        return incident(
                "d4f7h2k9m3pq",
                outageName(),
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
                                texts(
                                        "We know what causes it and are bringing servers back one after another:\n\n"
                                                + "- messages on phones first\n"
                                                + "- sign-in on PC after that",
                                        "원인을 파악하여 복구하고 있습니다.",
                                        "原因が分かり、サーバーを順に復旧しています。\n\n- まずスマートフォンのメッセージ\n- 次に PC でのログイン"),
                                48),
                        edited(update(
                                "1",
                                "investigating",
                                texts(
                                        "Some people do not receive messages and cannot sign in on PC. We are"
                                                + " looking into it.",
                                        "일부 사용자의 메시지 수신이 원활하지 않은 현상을 확인하고 있습니다.",
                                        "一部の方がメッセージを受信できず、PC でログインできません。確認しています。"),
                                21))),
                "some",
                words.span(BROKEN, null, SEOUL),
                words.promise(NOW.plus(Duration.ofMinutes(lapsed ? -15 : 15)), NOW, SEOUL),
                null);
    }

    IncidentView resolved() {
        return incident(
                "d4f7h2k9m3pq",
                outageName(),
                "major",
                "resolved",
                false,
                List.of(
                        update(
                                "4",
                                "resolved",
                                texts(
                                        "From 21:47 to 00:08 some people could not receive messages or sign in"
                                                + " on PC. Everything works again; no message was lost.",
                                        "21:47부터 00:08까지 일부 사용자의 메시지 수신과 PC 로그인이 원활하지 않았습니다. 현재 모두 정상입니다.",
                                        "21:47 から 00:08 まで、一部の方がメッセージの受信と PC でのログインをできませんでした。すべて復旧し、失われたメッセージはありません。"),
                                153),
                        update(
                                "3",
                                "monitoring",
                                texts(
                                        "Messages arrive again. We keep watching.",
                                        "메시지가 다시 수신되고 있습니다. 계속 지켜보겠습니다.",
                                        "メッセージが再び届いています。引き続き見守ります。"),
                                120),
                        edited(update(
                                "1", "investigating", texts("We are looking into it.", "확인하고 있습니다.", "確認しています。"), 21))),
                "some",
                words.span(BROKEN, BROKEN.plus(Duration.ofMinutes(141)), SEOUL),
                null,
                null);
    }

    private static Map<String, String> outageName() {
        return texts("Messages arrive late, and PC sign-in fails", "메시지 수신 및 PC 로그인 장애", "メッセージの遅延と PC ログインの障害");
    }

    private IncidentView running() {
        return incident(
                "m1m1m1m1m1m1",
                texts("New database for payments", "결제 데이터베이스 교체", "決済データベースの入れ替え"),
                "maintenance",
                "in_progress",
                true,
                List.of(update(
                        "5",
                        "in_progress",
                        texts(
                                "Payments are paused until 23:30. Messages go on as usual.",
                                "23:30까지 결제가 중단됩니다. 메시지는 그대로 이용하실 수 있습니다.",
                                "23:30 まで決済を停止しています。メッセージは通常どおりお使いいただけます。"),
                        50)),
                "all",
                null,
                words.promise(NOW.plus(Duration.ofMinutes(65)), NOW, SEOUL),
                words.span(BROKEN.plus(Duration.ofMinutes(43)), BROKEN.plus(Duration.ofMinutes(103)), SEOUL));
    }

    private IncidentView upcoming(int number) {
        var start = Instant.parse("2021-05-11T17:00:00Z").plus(Duration.ofDays(7L * (number - 1)));
        var names = number == 1
                ? texts("Moving voice calls to a new data centre", "음성 통화 데이터센터 이전", "音声通話のデータセンター移転")
                : texts("Checking the move of voice calls", "음성 통화 이전 점검", "音声通話の移転後の点検");
        return incident(
                "m2m2m2m2m2m" + number,
                names,
                "maintenance",
                "scheduled",
                true,
                List.of(update(
                        "6" + number,
                        "scheduled",
                        texts(
                                "Calls may drop once; you can call again at once.",
                                "통화가 한 번 끊길 수 있으며 바로 다시 거실 수 있습니다.",
                                "通話が一度切れることがありますが、すぐにかけ直せます。"),
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
        var status = switch (impact) {
            case "maintenance" -> "under_maintenance";
            case "critical" -> "major_outage";
            default -> "partial_outage";
        };
        var first = Instant.parse(updates.getLast().postedAt().iso());
        var last = Instant.parse(updates.getFirst().postedAt().iso());
        return new IncidentView(
                id,
                "/incidents/" + id,
                words.choose(names, spoken()),
                words.stage(stage),
                words.impact(impact),
                open,
                updates,
                List.of(new AffectedView(messages(), words.status(status))),
                scope == null ? null : words.scope(scope),
                window,
                words.span(first, last, SEOUL),
                promise,
                schedule);
    }

    private UpdateView update(String id, String stage, Map<String, String> bodies, long minutes) {
        var body = words.choose(bodies, spoken());
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
                List.of(new EarlierText(Markdown.toHtml(said("We look into it.", "확인 중입니다.", "確認中です。")), at)));
    }

    private List<ComponentView> messenger(String messages, String login) {
        return List.of(
                component("messages", messages(), messages, 90),
                component("pc", said("Sign-in on PC", "PC 로그인", "PC でのログイン"), login, 90),
                component("calls", said("Voice and video calls", "음성 및 영상 통화", "音声・ビデオ通話"), "operational", 60),
                component("photos", said("Photos", "사진", "写真"), "operational", 0),
                new ComponentView("pay", said("Payments", "결제", "決済"), null, words.status("operational"), null),
                component("maps", said("Maps", "지도", "地図"), "operational", 90));
    }

    private List<GroupView> groups(int count, int size) {
        return IntStream.range(0, count)
                .mapToObj(group -> {
                    var status = group % 5 == 1 ? "degraded_performance" : "operational";
                    var inside = IntStream.range(0, size)
                            .mapToObj(i -> component(
                                    "g" + group + "c" + i,
                                    said("Gateway ", "게이트웨이 ", "ゲートウェイ ") + (char) ('A' + i),
                                    i == 2 ? status : "operational",
                                    90))
                            .toList();
                    return new GroupView(
                            "g" + group,
                            said("Region ", "지역 ", "地域 ") + (group + 1),
                            group == 0 ? said("Where most people are", "대부분의 사용자가 있는 곳", "利用者の多い地域") : null,
                            words.status(status),
                            group % 5 == 1,
                            inside);
                })
                .toList();
    }

    BarsView bars(String id, String name, String status, int counted) {
        return new BarsView(name, "/uptime/" + id, uptimes.bars(id, status, counted));
    }

    private ComponentView component(String id, String name, String status, int counted) {
        var view = bars(id, name, status, counted);
        return new ComponentView(id, name, null, words.status(status), theme.fragment("bars.ftlh", language, view));
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
        return new PageView(
                site(banner, "/"), words.banner(banner), null, open, running, upcoming, systems, days(false));
    }

    private List<HistoryMonth> months() {
        return List.of(
                new HistoryMonth("2021-05", words.month(YearMonth.of(2021, 5)), days(true)),
                new HistoryMonth("2021-04", words.month(YearMonth.of(2021, 4)), List.of()),
                new HistoryMonth("2021-03", words.month(YearMonth.of(2021, 3)), List.of()));
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

    /** @param path of the page in Korean, the first language */
    private Site site(String banner, String path) {
        var prefix = language.equals("ko") ? "" : "/" + language;
        return new Site(
                said("Yellow Talk", "노랑톡", "イエロートーク"),
                language,
                words.direction(),
                Stream.concat(Stream.of("ko", "en", "ja"), Stream.of(language))
                        .distinct()
                        .map(code -> languageLink(code, path))
                        .toList(),
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
                theme.assets(assets, banner),
                "42",
                words.moment(NOW, SEOUL),
                words.moment(NOW.plusSeconds(900), SEOUL),
                new SocialView(
                        words.banner(banner).text(),
                        words.choose(outageName(), spoken()).text(),
                        "https://status.example.com/social.png"));
    }

    private LanguageLink languageLink(String code, String path) {
        var theirs = theme.messages(code);
        return new LanguageLink(
                code,
                Messages.ownName(code),
                code.equals("ko") ? path : "/" + code + path,
                code.equals(language),
                theirs.get("language.offer"),
                theirs.get("language.dismiss"));
    }

    private String messages() {
        return said("Messages", "메시지", "メッセージ");
    }

    private String period() {
        return words.months(YearMonth.of(2021, 3), YearMonth.of(2021, 5));
    }

    /** The language staff's words of the samples are in, for readers of this one. */
    private String spoken() {
        return said("en", "ko", "ja");
    }

    private String said(String english, String korean, String japanese) {
        return switch (language) {
            case "ko" -> korean;
            case "ja" -> japanese;
            default -> english;
        };
    }

    /** English first: it is what readers of other languages are given. */
    private static Map<String, String> texts(String english, String korean, String japanese) {
        var texts = new LinkedHashMap<String, String>();
        texts.put("en", english);
        texts.put("ko", korean);
        texts.put("ja", japanese);
        return texts;
    }
}
