package herald.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;

/** Fills the console's forms as a browser would. */
final class ConsoleForms {

    private ConsoleForms() {}

    /** Opens an incident and answers its id. */
    static String open(Browsing staff, String title, String text) {
        var answer = staff.submit("/console/incidents", opening(staff, title, text));
        assertEquals(303, answer.statusCode(), answer.body());
        return Browsing.path(answer).replaceFirst(".*/", "");
    }

    static Map<String, String> opening(Browsing staff, String title, String text) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("token", Browsing.hidden(staff.get("/console/incidents/new").body(), "token"));
        fields.put("kind", "incident");
        fields.put("stage", "investigating");
        fields.put("title.en", title);
        fields.put("body.en", text);
        fields.put("next", "30");
        fields.put("notify", "yes");
        return fields;
    }

    static void post(Browsing staff, String code, String stage, String text) {
        var answer = staff.submit("/console/incidents/" + code + "/updates", next(staff, code, stage, text));
        assertEquals(303, answer.statusCode(), answer.body());
    }

    static Map<String, String> next(Browsing staff, String code, String stage, String text) {
        var form = staff.get("/console/incidents/" + code).body();
        var fields = new LinkedHashMap<String, String>();
        fields.put("token", Browsing.hidden(form, "token"));
        fields.put("seen", Browsing.hidden(form, "seen"));
        fields.put("stage", stage);
        fields.put("body.en", text);
        fields.put("next", "30");
        fields.put("notify", "yes");
        return fields;
    }
}
