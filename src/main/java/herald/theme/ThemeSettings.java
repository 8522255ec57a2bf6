package herald.theme;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;
import java.nio.file.Path;

/** @param themesDir a directory with one directory per theme, looked into before the themes in the jar; null when there is none */
@ConfigurationProperties("herald")
public record ThemeSettings(@Nullable Path themesDir) {}
