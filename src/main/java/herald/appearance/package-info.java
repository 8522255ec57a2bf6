/** What a page wears: the themes that were uploaded, version by version, and which one is on since when. Renders nothing itself. */
package herald.appearance;
