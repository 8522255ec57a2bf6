/**
 * Bluesky, and any other server of the AT Protocol. A post is a record whose name and content follow from the message alone, so that
 * writing it again is the same post. Sessions are kept and renewed; what the far side answered becomes an outcome in
 * {@link herald.channel.bluesky.BlueskyAnswers}.
 */
package herald.channel.bluesky;
