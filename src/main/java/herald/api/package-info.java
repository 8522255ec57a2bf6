/**
 * The manage API v1 in Statuspage's shape, with what Herald adds in one object named {@code herald}. Reads leniently, answers
 * strictly; {@link herald.api.Calls} is the way in and {@link herald.api.Failures} every way out that is not a success.
 */
package herald.api;
