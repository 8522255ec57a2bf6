/**
 * Not ours: the one class here has to sit in Twitter4J's own package, because the method by which Twitter4J 4.0.7 hands a
 * request to its HTTP engine is package-private there. Everything it leads to is in {@code herald.channel.x}.
 */
package twitter4j;
