package herald.theme;

import java.util.Map;
import java.util.Optional;

/** A place where themes lie by name. All shelves are asked for a theme; what the one with the higher precedence has wins, file by file. */
public interface ThemeShelf {

    /**
     * All files of a theme by their path inside it: {@code theme.properties}, {@code assets/logo.svg}. Empty when there is none of that
     * name here.
     *
     * @param name already known to be well-formed, see {@link ThemeFiles#isName}
     * @throws ThemeException when it is here and cannot be read
     */
    Optional<Map<String, byte[]>> files(String name);

    /** Whether its themes came with Herald, and so may be rendered where others may not. */
    default boolean isOurs() {
        return false;
    }

    /** Whether a theme that lies here may be another the next time. */
    default boolean mayChange() {
        return false;
    }
}
