/**
 * E-mail over one SMTP server, which the operator names in the environment: the channel that tells staff and teams of updates, and a {@link
 * herald.channel.email.Mailer} for everything else that Herald has to write to people. The only package that knows Jakarta Mail.
 */
package herald.channel.email;
