package herald.component;

import io.micronaut.core.annotation.Introspected;

/** By what a history that has grown is known: its last change and how many there are. */
@Introspected
record HistoryMark(long componentId, long lastId, long changes) {}
