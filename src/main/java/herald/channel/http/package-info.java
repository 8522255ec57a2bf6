/**
 * The one way out over HTTP, for every channel that takes an address: with deadlines, no redirects, a cap on the answer, no second try of its
 * own, and only to addresses that {@link herald.channel.http.AddressGate} lets through.
 */
package herald.channel.http;
