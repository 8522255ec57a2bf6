/** What the person who runs Herald meets: the first start. */
package herald.operator;
