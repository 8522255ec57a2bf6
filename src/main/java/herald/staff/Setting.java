package herald.staff;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/** A thing this installation remembers about itself. */
@MappedEntity("setting")
record Setting(@Id String name, String content) {}
