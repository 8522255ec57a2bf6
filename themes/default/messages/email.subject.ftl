[${post.stage.text}] ${post.incidentName} – ${post.pageName}
