import herald.component.ComponentFields;
import herald.component.ComponentStatus;
import herald.component.Components;
import herald.incident.Details;
import herald.incident.Incidents;
import herald.incident.NewUpdate;
import herald.incident.Stage;
import herald.page.Page;
import herald.page.Pages;
import herald.staff.Actor;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;

/**
 * How long after a post is sent over the API the same node's front page has its words: all over HTTP, one reader asking every
 * other millisecond. Arguments: components, incidents in the history, posts, pause between posts in ms.
 */
final class PostToVisible {

    private static final String KEY = "bench-key-0123456789abcdef";
    private static final int WARM_UP = 100;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public static void main(String[] args) throws Exception {
        int componentCount = Integer.parseInt(args[0]);
        int incidentCount = Integer.parseInt(args[1]);
        int posts = Integer.parseInt(args[2]);
        int pause = Integer.parseInt(args[3]);
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        var data = Files.createTempDirectory("herald-bench");
        try (var context = start(data)) {
            var page = context.getBean(Pages.class).all().getFirst();
            var codes = components(context.getBean(Components.class), page, componentCount);
            history(context.getBean(Incidents.class), page, codes, incidentCount);
            measure(context, page, codes, posts, pause);
        } finally {
            try (var files = Files.walk(data)) {
                files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
            }
        }
        System.exit(0);
    }

    private static ApplicationContext start(Path data) throws InterruptedException {
        var properties = new HashMap<String, Object>();
        properties.put("micronaut.server.port", -1);
        properties.put("micronaut.server.host", "127.0.0.1");
        properties.put("herald.data-dir", data.toString());
        properties.put("herald.setup.api-key", KEY);
        properties.put("herald.setup.email", "owner@example.com");
        properties.put("herald.setup.password", "correct horse battery");
        var server = ApplicationContext.run(EmbeddedServer.class, properties);
        var context = server.getApplicationContext();
        while (context.getBean(Pages.class).all().isEmpty()) {
            Thread.sleep(100);
        }
        return context;
    }

    private static List<String> components(Components components, Page page, int count) {
        var codes = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            codes.add(components
                    .create(page.id(), ComponentFields.named("Component " + i), Actor.HERALD)
                    .code());
        }
        for (int group = 0; group * 12 + 12 <= count && count > 30; group++) {
            components.createGroup(
                    page.id(), "Region " + group, null, codes.subList(group * 12, group * 12 + 12), Actor.HERALD);
        }
        return codes;
    }

    /** Over the last two years, evenly. */
    private static void history(Incidents incidents, Page page, List<String> codes, int count) {
        var span = Duration.ofDays(730);
        for (int i = 0; i < count; i++) {
            var from = Instant.now().minus(span.multipliedBy(count - i).dividedBy(count + 1));
            var code = codes.get(i % codes.size());
            var story = incidents.open(
                    page,
                    update(Stage.INVESTIGATING, "Some people do not receive messages, number " + i + ".", from, null, Map.of(code, ComponentStatus.PARTIAL_OUTAGE), "Messages arrive late " + i),
                    Actor.HERALD);
            incidents.post(
                    page,
                    story.incident().code(),
                    update(Stage.RESOLVED, "Messages arrive again. It took us a while.", from.plusSeconds(5400), from.plusSeconds(5000), Map.of(code, ComponentStatus.OPERATIONAL), null),
                    null,
                    Actor.HERALD);
            if (i % 500 == 499) {
                System.err.println(i + 1 + " incidents");
            }
        }
    }

    private static NewUpdate update(
            Stage stage,
            String body,
            Instant shownAt,
            Instant until,
            Map<String, ComponentStatus> statuses,
            String name) {
        var details = new Details(
                name == null ? Map.of() : Map.of("en", name, "ko", "메시지가 늦게 도착합니다", "ja", "メッセージが遅れて届きます"),
                statuses, null, null, false,
                stage == Stage.INVESTIGATING ? shownAt : null, until, null, null, null, null, null);
        return new NewUpdate(stage, Map.of("en", body, "ko", body, "ja", body), details, shownAt, false);
    }

    private static void measure(ApplicationContext context, Page page, List<String> codes, int posts, int pause)
            throws Exception {
        var server = context.getBean(EmbeddedServer.class).getURI();
        var api = server + "/v1/pages/" + page.code() + "/incidents";
        var times = new ArrayList<Double>();
        var incident = "";
        for (int i = 0; i < posts + WARM_UP; i++) {
            if (i == WARM_UP) {
                Thread.sleep(10_000);
            }
            var code = codes.get(i / 4 % codes.size());
            long begun = System.nanoTime();
            if (i % 4 == 0) {
                incident = id(ask(api, "POST", body("investigating", i, code, "partial_outage")));
            } else {
                boolean last = i % 4 == 3;
                ask(
                        api + "/" + incident,
                        "PATCH",
                        body(last ? "resolved" : "identified", i, code, last ? "operational" : "major_outage"));
            }
            long posted = System.nanoTime();
            if (i % 4 == 3) {
                await(server.resolve("/api/v2/incidents/unresolved.json"), incident, false);
            } else {
                await(server.resolve("/"), "Words " + i + ".", true);
                if (i >= WARM_UP) {
                    times.add(millisSince(begun));
                }
            }
            if (i % 50 == 0) {
                System.err.printf(
                        "%d: %.0f ms, %.0f of them until the API answered%n",
                        i, millisSince(begun), millisSince(begun) - millisSince(posted));
            }
            Thread.sleep(pause);
        }
        times.sort(null);
        int count = times.size();
        System.out.printf(
                "%d components, %d incidents: p50 %.0f ms, p90 %.0f ms, p99 %.0f ms, worst %.0f ms (%d posts)%n",
                codes.size(),
                context.getBean(Incidents.class).newest(page.id(), 100_000, 0).size(),
                times.get(count / 2),
                times.get(count * 9 / 10),
                times.get(count * 99 / 100),
                times.getLast(),
                count);
    }

    private static double millisSince(long begun) {
        return (System.nanoTime() - begun) / 1e6;
    }

    private static String id(String incident) {
        return incident.replaceAll("(?s)^\\{\"id\":\"([^\"]+)\".*", "$1");
    }

    private static String body(String stage, int number, String component, String status) {
        return "{\"incident\": {\"name\": \"Messages arrive late\", \"status\": \"" + stage + "\", \"body\": \"Words "
                + number + ".\", \"components\": {\"" + component + "\": \"" + status
                + "\"}, \"deliver_notifications\": false}}";
    }

    private static String ask(String address, String method, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "OAuth " + KEY)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        var answer = HTTP.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** Asks every other millisecond: a reader without any pause would have one of the two cores for himself. */
    private static void await(URI address, String words, boolean there) throws Exception {
        var request = HttpRequest.newBuilder(address).build();
        while (HTTP.send(request, BodyHandlers.ofString()).body().contains(words) != there) {
            Thread.sleep(2);
        }
    }
}
