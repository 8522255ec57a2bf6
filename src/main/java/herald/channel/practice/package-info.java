/** A channel that posts to a page inside Herald: for newcomers, drills and tests. It never fails and never reaches the world. */
package herald.channel.practice;
