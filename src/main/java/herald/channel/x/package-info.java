/**
 * X: posts an update once through {@code POST /2/tweets}, and looks for it in the account's own timeline when the answer was
 * lost. Twitter4J builds and signs the requests, {@link herald.channel.http.Courier} carries them, and what X answered becomes an
 * outcome in {@link herald.channel.x.XAnswers}. The only package that knows twitter4j and twitter-text.
 */
package herald.channel.x;
