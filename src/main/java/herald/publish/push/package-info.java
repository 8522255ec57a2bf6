/**
 * Puts the public pages, as plain files, where a web server without Herald or a CDN serves them: into a directory, into a bucket of
 * S3 or one that speaks like it, or both. Every change is pushed, only what has changed is written, and of several snapshots only
 * the newest; each target has a worker of its own, so that a dead one delays neither the page nor the others, and heals by itself.
 *
 * <p><b>What lies there.</b> {@code /} is {@code index.html}, {@code /incidents/x} is {@code incidents/x/index.html}, what has an
 * ending keeps its name, addresses that lead nowhere are {@code 404.html} and {@code ko/404.html}. The page that owns {@code /} is at
 * the root, each other one in a directory named after its domain. What the front pages lead to is written before them, {@code /}
 * after them, older incidents and history after that, and {@code version.json} last of all: while it is behind, a push is under way.
 * In a directory each file that is worth it has a {@code .gz} beside it; in a bucket such objects are gzip, and say so.
 *
 * <p><b>Newest wins.</b> A target names the state of the page it holds, and the one that is being written. A directory is locked
 * while it is written, so that nothing older ever follows something newer. A bucket knows no locks: there a node claims the writing
 * by a conditional write of {@code .herald/writing}, waits for another's claim until that has stood still for fifteen seconds, and
 * looks whether its own still stands before each group of files. Where the store takes no conditions the claim is read back, which
 * leaves a moment. In both cases a node that is frozen in the middle of a call may still put up to eight older files over newer
 * ones when it thaws. Whoever took its claim writes the files in doubt once more after twenty seconds, and the node itself does so
 * when it finds its claim gone; between these two moments, and if both die, such a file stays until it changes the next time.
 *
 * <p><b>What is Herald's.</b> {@code .herald/files} lists what was written, by which a restart knows what has changed, and what
 * may be deleted: a document at once when it is gone, an asset ten minutes later. No other file is overwritten in a directory, or
 * deleted anywhere; a bucket's prefix belongs to Herald.
 */
package herald.publish.push;
