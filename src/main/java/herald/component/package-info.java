/** What can be up or down: components, how they are grouped, what they were at every moment, and what that makes of the page. */
package herald.component;
