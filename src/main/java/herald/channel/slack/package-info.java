/**
 * Slack, in two ways: an incoming webhook, which can do nothing but post, or a bot, which keeps each incident in one thread under a card that
 * shows its current stage, and can be asked what it has posted.
 */
package herald.channel.slack;
