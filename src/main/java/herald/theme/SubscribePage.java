package herald.theme;

/** Ways to follow the page, template {@code subscribe.ftlh}; the addresses are in {@link Site#links()}. */
public record SubscribePage(Site site) {}
