${msg("post.head", post.stage.text, post.incidentName, post.time)}

${post.body}

<#if post.impactWindow??>
${msg("post.window", post.impactWindow)}
</#if>
<#if post.scope?? || post.components?has_content>
${msg("post.affected", ([post.scope!""] + post.components)?filter(word -> word?has_content)?join(" · "))}
</#if>
<#if post.nextUpdate??>
${post.nextUpdate}
</#if>
