package herald.console;

import herald.testing.HeraldServer;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without a window or a script: cookies, forms, and what browsers say of where a form comes from. */
public final class Browsing {

    private final HeraldServer herald;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    Browsing(HeraldServer herald) {
        this.herald = herald;
    }

    public static Browsing signedIn(HeraldServer herald) {
        var browser = new Browsing(herald);
        var answer = browser.post(
                "/console/sign-in", Map.of("email", HeraldServer.EMAIL, "password", HeraldServer.PASSWORD));
        if (answer.statusCode() != 303) {
            throw new IllegalStateException("sign-in answered " + answer.statusCode() + answer.body());
        }
        return browser;
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /** Sends a form with the token that stands in the console's pages. */
    HttpResponse<String> submit(String path, Map<String, String> fields) {
        var form = new LinkedHashMap<>(fields);
        form.put("_csrf", csrf());
        return post(path, form);
    }

    HttpResponse<String> post(String path, Map<String, String> fields, String... headers) {
        var body = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        var request = request(path)
                .timeout(Duration.ofMinutes(1))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    /** Sends a form in multipart with one file and the token that stands in the console's pages. */
    HttpResponse<String> upload(String path, Map<String, String> fields, String fileName, byte[] file) {
        return upload(path, fields, "zip", fileName, file);
    }

    HttpResponse<String> upload(String path, Map<String, String> fields, String field, String fileName, byte[] file) {
        var form = new LinkedHashMap<>(fields);
        form.computeIfAbsent("_csrf", _ -> csrf());
        var body = new ByteArrayOutputStream();
        form.forEach((name, value) -> body.writeBytes(part("name=\"" + name + "\"", value + "\r\n")));
        body.writeBytes(
                part("name=\"" + field + "\"; filename=\"" + fileName + "\"\r\nContent-Type: application/zip", ""));
        body.writeBytes(file);
        body.writeBytes("\r\n--part--\r\n".getBytes(StandardCharsets.UTF_8));
        return send(request(path)
                .timeout(Duration.ofMinutes(1))
                .header("Content-Type", "multipart/form-data; boundary=part")
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private static byte[] part(String disposition, String content) {
        return ("--part\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content)
                .getBytes(StandardCharsets.UTF_8);
    }

    String csrf() {
        return hidden(get("/console").body(), "_csrf");
    }

    static String hidden(String html, String name) {
        var field = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(html);
        if (!field.find()) {
            throw new IllegalStateException("no field " + name + " in " + html);
        }
        return field.group(1);
    }

    /** Where an answer leads, without what comes after the path. */
    static String path(HttpResponse<String> answer) {
        return URI.create(answer.headers().firstValue("Location").orElseThrow()).getPath();
    }

    Map<String, String> cookies() {
        return cookies;
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(herald.uri(path)).timeout(Duration.ofSeconds(20));
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        var answer = herald.send(request.build());
        for (var cookie : answer.headers().allValues("Set-Cookie")) {
            var pair = cookie.split(";")[0].split("=", 2);
            if (pair[1].isEmpty() || cookie.contains("Max-Age=0")) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        }
        return answer;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
