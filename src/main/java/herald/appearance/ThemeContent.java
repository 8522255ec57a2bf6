package herald.appearance;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/** The files of a version, as the zip that {@link herald.theme.upload.ThemeZip#write} makes. */
@MappedEntity("theme_version")
record ThemeContent(@Id Long id, byte[] content) {}
