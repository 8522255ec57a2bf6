package herald.publish;

import io.micronaut.core.annotation.Nullable;

/** What every HTML document of a page carries around its content; when it changes, all of them do. */
record Look(
        String name,
        String zone,
        String languages,
        String themeHash,
        @Nullable String support,
        @Nullable String description,
        String base) {}
