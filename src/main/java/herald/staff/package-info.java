/** People and programs who may write: accounts, sign-in, sessions, API keys, and the record of what they did. */
package herald.staff;
