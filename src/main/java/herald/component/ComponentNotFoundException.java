package herald.component;

/** There is no component, or no group, with that id on the page. */
public final class ComponentNotFoundException extends RuntimeException {
    ComponentNotFoundException(String id) {
        super("There is no component or component group with the id " + id + " on this page.");
    }
}
