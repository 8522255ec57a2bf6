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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.regex.Pattern;

/**
 * How long after a post is sent over the API, and how long after the API has answered, the same node's front page has its words, to
 * a reader who asks every other millisecond whether it has changed.
 *
 * <p>{@code fill DIRECTORY COMPONENTS INCIDENTS} makes a database with a history, in this process; {@code measure URL POSTS PAUSE}
 * posts to a server that has it, with so many milliseconds between two posts.
 */
final class PostToVisible {

    private static final String KEY = "bench-key-0123456789abcdef";
    private static final int WARM_UP = 100;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public static void main(String[] args) throws Exception {
        if (args[0].equals("fill")) {
            fill(Path.of(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        } else {
            measure(URI.create(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        }
        System.exit(0);
    }

    private static void fill(Path data, int componentCount, int incidentCount) throws InterruptedException {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        try (var context = start(data)) {
            var page = context.getBean(Pages.class).all().getFirst();
            var codes = components(context.getBean(Components.class), page, componentCount);
            history(context.getBean(Incidents.class), page, codes, incidentCount);
        }
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

    private static void measure(URI server, int posts, int pause) throws Exception {
        var pages = server + "/v1/pages";
        var page = id(ask(pages, "GET", "").substring(1));
        var api = pages + "/" + page + "/incidents";
        var codes = Pattern.compile("\"id\":\"([^\"]+)\"[^{}]*\"group\":false")
                .matcher(ask(pages + "/" + page + "/components", "GET", ""))
                .results()
                .map(found -> found.group(1))
                .toList();
        var times = new ArrayList<Double>();
        var answered = new ArrayList<Double>();
        var afterwards = new ArrayList<Double>();
        var incident = "";
        for (int i = 0; i < posts + WARM_UP; i++) {
            if (i == WARM_UP) {
                Thread.sleep(5_000);
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
            double posted = millisSince(begun);
            if (i % 4 == 3) {
                await(server.resolve("/api/v2/incidents/unresolved.json"), incident, false);
            } else {
                await(server.resolve("/"), "Words " + i + ".", true);
                if (i >= WARM_UP) {
                    times.add(millisSince(begun));
                    answered.add(posted);
                    afterwards.add(times.getLast() - posted);
                }
            }
            Thread.sleep(pause);
        }
        // For scripts: p50, p99, worst, how many, p50 of the API's answer, p50 and p99 from there on.
        System.out.printf(
                "%.0f %.0f %.0f %d %.0f %.0f %.0f%n",
                quantile(times, 0.5),
                quantile(times, 0.99),
                quantile(times, 1),
                times.size(),
                quantile(answered, 0.5),
                quantile(afterwards, 0.5),
                quantile(afterwards, 0.99));
    }

    private static double quantile(List<Double> times, double share) {
        var sorted = times.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * share));
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

    /** Asks as a browser does that has the page: whether it is another one. */
    private static void await(URI address, String words, boolean there) throws Exception {
        var etag = "none";
        while (true) {
            var request = HttpRequest.newBuilder(address).header("If-None-Match", etag).build();
            var answer = HTTP.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == 200 && answer.body().contains(words) == there) {
                return;
            }
            etag = answer.headers().firstValue("etag").orElseThrow();
            Thread.sleep(2);
        }
    }
}
