/**
 * Microsoft Teams, by a workflow that a webhook starts: an Adaptive Card for each update. The workflow says only that it has begun, so that
 * there is no thread, no edit and no address of a message.
 */
package herald.channel.teams;
