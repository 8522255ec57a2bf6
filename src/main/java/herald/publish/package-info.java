/**
 * From the database to every byte the public reads. {@link herald.publish.Publisher} reads one moment of a page, renders each of
 * its documents and puts them, whole, into the {@link herald.publish.SnapshotStore}, from which they are served without a
 * database: from memory, and after a restart from disk.
 */
package herald.publish;
