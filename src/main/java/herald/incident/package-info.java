/**
 * Something going wrong, or planned to: incidents, their staged updates, what they touch and for whom. {@link
 * herald.incident.Incidents} holds the rules and the one transaction that a word costs.
 */
package herald.incident;
