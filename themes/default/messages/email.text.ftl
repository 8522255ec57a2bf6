${msg(post.maintenance?then("post.head.maintenance", "post.head"), post.stage.text, post.incidentName, post.time)}

${post.body}

<#if post.schedule??>
${msg("post.schedule", post.schedule)}
</#if>
<#if post.impactWindow??>
${msg("post.window", post.impactWindow)}
</#if>
<#if post.scope?? || post.componentList?has_content>
${msg("post.affected", [post.scope!"", post.componentList]?filter(word -> word?has_content)?join(" · "))}
</#if>
<#if post.nextUpdate??>
${post.nextUpdate}
</#if>

${msg("mail.open")}
${post.link}

——
${msg("mail.why", post.pageName)}
<#if mail.manage??>
${msg("mail.manage")}: ${mail.manage}
</#if>
<#if mail.unsubscribe??>
${msg("mail.unsubscribe")}: ${mail.unsubscribe}
</#if>
