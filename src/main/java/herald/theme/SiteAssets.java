package herald.theme;

/** Addresses of the theme's files, each with the hash of its content in the name. */
public record SiteAssets(String stylesheet, String script, String favicon) {}
