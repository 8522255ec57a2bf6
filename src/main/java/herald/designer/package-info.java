/** What a designer meets: {@code herald theme new, check, preview, pack}. Needs no server and no database; the only user of picocli. */
package herald.designer;
