package herald.publish;

import herald.component.Component;
import herald.component.ComponentGroup;
import herald.component.ComponentStatus;
import herald.component.ComponentTexts;
import herald.component.Impact;
import herald.incident.AffectedComponent;
import herald.incident.Incident;
import herald.incident.IncidentUpdate;
import herald.incident.Stage;
import herald.incident.Story;
import herald.incident.Story.Told;
import herald.incident.UpdateText;
import herald.page.Page;
import herald.theme.ThemeRenderer;
import herald.theme.ThemeSettings;
import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A page as it might be read, without a database; only what matters to a test is said. */
public final class PageFixture {

    public static final Instant NIGHT = Instant.parse("2021-05-05T13:08:00Z");
    static final ThemeRenderer THEMES = new ThemeRenderer(new ThemeSettings(null));
    static final String BASE = "https://status.example.com";

    private String name = "Talk & Co";
    private String languages = "ko,en";
    private String zone = "Asia/Seoul";
    private long version = 1;
    private Instant now = NIGHT;
    private List<Component> components = List.of();
    private List<ComponentGroup> groups = List.of();
    private final List<Story> stories = new ArrayList<>();

    public static PageFixture aPage() {
        return new PageFixture();
    }

    PageFixture named(String words) {
        name = words;
        return this;
    }

    PageFixture in(String codes) {
        languages = codes;
        return this;
    }

    PageFixture at(String timeZone) {
        zone = timeZone;
        return this;
    }

    public PageFixture version(long number) {
        version = number;
        return this;
    }

    public PageFixture now(Instant moment) {
        now = moment;
        return this;
    }

    /** {@code count} of them, in groups of ten. */
    public PageFixture components(int count, ComponentStatus status) {
        var leaves = new ArrayList<Component>();
        var parents = new ArrayList<ComponentGroup>();
        for (int i = 0; i < count; i++) {
            if (i % 10 == 0) {
                long id = 1_000L + i / 10;
                parents.add(new ComponentGroup(
                        id,
                        "group" + id,
                        1,
                        "Region " + i / 10,
                        null,
                        i / 10 + 1,
                        NIGHT.minus(Duration.ofDays(900)),
                        NIGHT));
            }
            leaves.add(component(i, status));
        }
        components = leaves;
        groups = parents;
        return this;
    }

    private static Component component(int i, ComponentStatus status) {
        return new Component(
                (long) i,
                "component%03d".formatted(i),
                1,
                1_000L + i / 10,
                "메시지 보내기 " + i,
                "Sending and receiving messages in region " + i / 10,
                status,
                i % 10 + 1,
                true,
                false,
                null,
                NIGHT.minus(Duration.ofDays(900)),
                NIGHT);
    }

    public PageFixture with(Story story) {
        stories.add(story);
        return this;
    }

    /** Closed ones, one after another into the past, of six updates each. */
    public PageFixture past(int count, Duration apart) {
        for (int i = 0; i < count; i++) {
            var begin = NIGHT.minus(apart.multipliedBy(i + 1L));
            var story = story(i + 1)
                    .named("로그인 장애 " + i)
                    .named("en", "Login outage " + i)
                    .touching(i % 7, 20 + i % 9);
            story.says(Stage.INVESTIGATING, begin, "일부 사용자가 **PC 버전**에 로그인할 수 없는 현상을 확인하고 있습니다.")
                    .says(Stage.IDENTIFIED, begin.plusSeconds(600), "원인을 파악했습니다. <https://example.com/help>")
                    .says(Stage.DELAYED, begin.plusSeconds(1200), "복구 작업이 예상보다 늦어지고 있습니다.")
                    .says(Stage.DELAYED, begin.plusSeconds(2400), "작업을 이어가고 있습니다. 불편을 드려 죄송합니다.")
                    .says(Stage.MONITORING, begin.plusSeconds(3600), "복구를 마치고 지켜보고 있습니다.")
                    .says(Stage.RESOLVED, begin.plusSeconds(5400), "모든 서비스가 정상입니다. 기다려 주셔서 감사합니다.");
            stories.add(story.story());
        }
        return this;
    }

    public PageData data() {
        stories.sort(Comparator.comparing((Story story) -> story.incident().createdAt())
                .reversed());
        var page = new Page(
                1L,
                "0123456789bc",
                version,
                name,
                null,
                null,
                zone,
                languages,
                "default",
                null,
                NIGHT.minus(Duration.ofDays(1_000)),
                now);
        return new PageData(page, components, groups, Map.of(), ComponentTexts.NONE, List.copyOf(stories));
    }

    public static Edition edition(PageData data, Instant now) {
        return edition(data, now, data.page().firstLanguage());
    }

    static Edition edition(PageData data, Instant now, String language) {
        return new Edition(data.page(), THEMES.theme("default"), BASE, language, now, now);
    }

    static StoryFixture story(long id) {
        return new StoryFixture(id);
    }

    /** All documents but the pictures, which can wait. */
    static Map<String, Document> documents(PageData data, Instant now) {
        return render(data, now, Rendering.nothing(), Duration.ZERO).documents();
    }

    /** All documents. */
    static Rendering render(PageData data, Instant now, Rendering before) {
        return render(data, now, before, Duration.ofMinutes(1));
    }

    static Rendering render(PageData data, Instant now, Rendering before, Duration spare) {
        var rendering = new Rendering(before, spare, () -> false);
        var editions = data.page().languageList().stream()
                .map(language -> edition(data, now, language))
                .toList();
        new MachineViews().add(rendering, data, data.stories(), editions, HistoryPages.of(data, now));
        rendering.make();
        return rendering;
    }

    /** An incident, or with a plan a maintenance. */
    static final class StoryFixture {
        private final long id;
        private final Map<String, String> names = new java.util.TreeMap<>();
        private final List<Told> told = new ArrayList<>();
        private List<Long> touched = List.of();
        private Impact impact = Impact.MINOR;
        private @Nullable Instant from;
        private @Nullable Instant until;
        private long version;

        private StoryFixture(long id) {
            this.id = id;
        }

        StoryFixture named(String korean) {
            return named("ko", korean);
        }

        StoryFixture named(String language, String words) {
            names.put(language, words);
            return this;
        }

        StoryFixture of(Impact how) {
            impact = how;
            return this;
        }

        StoryFixture planned(Instant begin, Instant end) {
            from = begin;
            until = end;
            return this;
        }

        StoryFixture touching(long... components) {
            touched = java.util.Arrays.stream(components).boxed().toList();
            return this;
        }

        StoryFixture says(Stage stage, Instant at, String korean) {
            int sequence = told.size() + 1;
            version++;
            var update = new IncidentUpdate(
                    id * 100 + sequence,
                    "update%d-%d".formatted(id, sequence),
                    id,
                    sequence,
                    stage,
                    true,
                    null,
                    "staff",
                    at,
                    at,
                    at);
            var affected = touched.stream()
                    .map(component -> new AffectedComponent(
                            null,
                            update.id(),
                            "component%03d".formatted(component),
                            "Region - " + component,
                            ComponentStatus.OPERATIONAL,
                            stage.isOpen() ? ComponentStatus.PARTIAL_OUTAGE : ComponentStatus.OPERATIONAL))
                    .toList();
            told.add(new Told(
                    update, List.of(new UpdateText(null, update.id(), "ko", 1, korean, "staff", at)), affected, null));
            return this;
        }

        Story story() {
            var first = told.getFirst().update();
            var last = told.getLast().update();
            var incident = new Incident(
                    id,
                    "incident%04d".formatted(id),
                    1,
                    1,
                    version,
                    last.stage(),
                    from == null ? impact : Impact.MAINTENANCE,
                    null,
                    first.displayAt(),
                    null,
                    last.stage().isOpen() ? null : last.displayAt(),
                    first.displayAt(),
                    last.stage().isOpen() ? null : last.displayAt(),
                    null,
                    null,
                    null,
                    from,
                    until,
                    last.sequence(),
                    first.createdAt(),
                    last.updatedAt());
            names.putIfAbsent("ko", "로그인 장애");
            return new Story(incident, Map.copyOf(names), List.copyOf(told), touched, null);
        }
    }
}
