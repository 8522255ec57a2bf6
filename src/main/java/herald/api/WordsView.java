package herald.api;

import herald.component.ComponentWords;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;

/** What a component or group is called in other languages, by language: Herald's addition to Statuspage's shape. */
@Serdeable
record WordsView(Map<String, String> names, Map<String, String> descriptions) {

    static WordsView of(ComponentWords words) {
        return new WordsView(words.names(), words.descriptions());
    }

    /** What a request says in its {@code herald} object; an empty word takes a language's away. */
    static ComponentWords read(Fields given) {
        var herald = given.object("herald");
        return new ComponentWords(herald.clearableTexts("names"), herald.clearableTexts("descriptions"));
    }
}
