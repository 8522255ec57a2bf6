package herald.theme;

/** A piece of a page that the theme has rendered by itself and that templates print as it is; only {@link Theme} makes it. */
public final class Fragment {

    private final String markup;

    Fragment(String markup) {
        this.markup = markup;
    }

    String markup() {
        return markup;
    }
}
