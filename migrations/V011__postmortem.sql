-- What was learnt from an incident: a draft that staff work on, and what the public reads.
CREATE TABLE IF NOT EXISTS postmortem (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  incident_id BIGINT NOT NULL,
  draft LONGTEXT NOT NULL,
  draft_updated_at DATETIME(6) NOT NULL,
  body LONGTEXT NULL,
  body_updated_at DATETIME(6) NULL,
  published_at DATETIME(6) NULL,
  created_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL,
  CONSTRAINT postmortem_of_incident UNIQUE (incident_id),
  CONSTRAINT postmortem_incident FOREIGN KEY (incident_id) REFERENCES incident (id)
);
