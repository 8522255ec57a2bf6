/**
 * Mastodon, and the servers that speak its API: Hollo, GoToSocial, Pleroma, Akkoma. Posts with an idempotency key, and looks through the
 * account's own posts when an answer was lost. What a server answered becomes an outcome in
 * {@link herald.channel.mastodon.MastodonAnswers}.
 */
package herald.channel.mastodon;
