package herald.theme;

/**
 * A component's bars as a fragment of their own, template {@code bars.ftlh}: they change once a day, the page around them with every
 * post.
 *
 * @param name of the component
 * @param href the component's own uptime page
 * @param uptime the bars
 */
public record BarsView(String name, String href, UptimeView uptime) {}
