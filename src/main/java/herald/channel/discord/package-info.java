/**
 * Discord, by a webhook: in a text channel the updates of an incident stand one after the other below a first message that is kept at the current
 * stage, in a forum channel each incident is a post of its own.
 */
package herald.channel.discord;
