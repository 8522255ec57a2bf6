/** Staff's Markdown as sanitised HTML for pages and as plain text for posts and mail; the only user of commonmark. */
package herald.markdown;
