/** Staff's screens under {@code /console}: server-rendered, usable without JavaScript, closed to everybody who is not signed in. */
package herald.console;
