/**
 * Any receiver that speaks HTTP: each update as a signed JSON event after the Standard Webhooks specification. The receiver knows an event it
 * already has by its id, so that what is uncertain is simply sent again.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard Webhooks</a>
 */
package herald.channel.webhook;
