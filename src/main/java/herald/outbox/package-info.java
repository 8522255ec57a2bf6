/** What an update owes to the world, written in the update's own transaction. Holds ids; imports nobody. */
package herald.outbox;
