/**
 * The database as a whole: brought to the present shape without holding up the start, written in whole transactions that are
 * run again when it asks for that, and known to be up or silent; and the writes that happen once however often they are asked
 * for. Knows no table of any feature.
 */
package herald.database;
