/** Herald: one room per thing that people talk about. Nothing lives at the root but the process itself. */
package herald;
