/**
 * Ways out: what a channel is, what it is handed and what it may answer. Each channel lives in a package of its own below
 * this one and imports no feature; it knows its far side and nothing of incidents, leases or the database.
 */
package herald.channel;
