/**
 * What a page looks like and which words it uses: view records, theme lookup and inheritance, messages, rendering. The only
 * user of freemarker. View records are plain data and arrive finished: sorted, rolled up, dates formatted with their zone.
 */
package herald.theme;
