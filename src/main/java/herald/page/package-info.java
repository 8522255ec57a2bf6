/** A status page: its name, address, languages, zone, and the version that every public change raises by one. */
package herald.page;
