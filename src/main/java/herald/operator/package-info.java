/** What the person who runs Herald meets: the first start, and the commands of {@code bin/herald} besides the server. */
package herald.operator;
