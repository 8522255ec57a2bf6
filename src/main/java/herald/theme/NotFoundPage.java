package herald.theme;

/** What stands at an address that leads nowhere, template {@code not-found.ftlh}. */
public record NotFoundPage(Site site) {}
