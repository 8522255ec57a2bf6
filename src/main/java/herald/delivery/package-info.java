/**
 * Every update told once, in order, to every target, and what became of it. One node at a time writes to a target, under a lease
 * with a fence; a delivery is taken by a compare-and-set that is committed before anything leaves. Knows no far side: that is
 * {@link herald.channel.Channel}'s.
 */
package herald.delivery;
