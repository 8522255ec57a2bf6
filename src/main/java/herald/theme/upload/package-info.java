/**
 * What a theme that somebody brings along may consist of: reads a zip or a folder into files by path, or refuses it as a whole and
 * says all that is wrong at once. Reads nothing but what it is given, and writes nothing.
 */
package herald.theme.upload;
