/**
 * The public web: every address that is not staff's, a machine's or an operator's is answered from the snapshots in memory. Asks
 * no database, waits for nothing, and writes nothing.
 */
package herald.site;
