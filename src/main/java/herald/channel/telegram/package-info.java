/**
 * Telegram, by a bot: the first message of an incident is kept at its current stage, the others answer it. A bot cannot read what it has
 * posted, so that a message whose answer was lost cannot be looked up.
 */
package herald.channel.telegram;
