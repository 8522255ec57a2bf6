-- Incidents, scheduled maintenance among them, and the updates that tell them. Texts are kept per language, old ones too.
CREATE TABLE IF NOT EXISTS incident (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  code VARCHAR(12) NOT NULL,
  page_id BIGINT NOT NULL,
  page_version BIGINT NOT NULL,
  version BIGINT NOT NULL,
  stage VARCHAR(32) NOT NULL,
  impact VARCHAR(32) NOT NULL,
  impact_override VARCHAR(32) NULL,
  started_at DATETIME(6) NOT NULL,
  monitoring_at DATETIME(6) NULL,
  resolved_at DATETIME(6) NULL,
  impact_started_at DATETIME(6) NULL,
  impact_ended_at DATETIME(6) NULL,
  next_update_at DATETIME(6) NULL,
  scope VARCHAR(16) NULL,
  scope_note VARCHAR(500) NULL,
  scheduled_for DATETIME(6) NULL,
  scheduled_until DATETIME(6) NULL,
  last_sequence INT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL,
  CONSTRAINT incident_code UNIQUE (code),
  CONSTRAINT incident_page FOREIGN KEY (page_id) REFERENCES page (id),
  INDEX incident_by_page_version (page_id, page_version),
  INDEX incident_by_creation (page_id, created_at)
);
CREATE TABLE IF NOT EXISTS incident_text (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  incident_id BIGINT NOT NULL,
  language VARCHAR(16) NOT NULL,
  name VARCHAR(255) NOT NULL,
  CONSTRAINT incident_text_once UNIQUE (incident_id, language),
  CONSTRAINT incident_text_incident FOREIGN KEY (incident_id) REFERENCES incident (id)
);
CREATE TABLE IF NOT EXISTS incident_update (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  code VARCHAR(12) NOT NULL,
  incident_id BIGINT NOT NULL,
  sequence INT NOT NULL,
  stage VARCHAR(32) NOT NULL,
  deliver_notifications BOOLEAN NOT NULL,
  next_update_at DATETIME(6) NULL,
  author VARCHAR(255) NOT NULL,
  display_at DATETIME(6) NOT NULL,
  created_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL,
  CONSTRAINT incident_update_code UNIQUE (code),
  CONSTRAINT incident_update_order UNIQUE (incident_id, sequence),
  CONSTRAINT incident_update_incident FOREIGN KEY (incident_id) REFERENCES incident (id)
);
CREATE TABLE IF NOT EXISTS incident_update_text (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  update_id BIGINT NOT NULL,
  language VARCHAR(16) NOT NULL,
  revision INT NOT NULL,
  body LONGTEXT NOT NULL,
  author VARCHAR(255) NOT NULL,
  written_at DATETIME(6) NOT NULL,
  CONSTRAINT incident_update_text_once UNIQUE (update_id, language, revision),
  CONSTRAINT incident_update_text_update FOREIGN KEY (update_id) REFERENCES incident_update (id)
);
CREATE TABLE IF NOT EXISTS incident_component (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  incident_id BIGINT NOT NULL,
  component_id BIGINT NOT NULL,
  CONSTRAINT incident_component_once UNIQUE (incident_id, component_id),
  CONSTRAINT incident_component_incident FOREIGN KEY (incident_id) REFERENCES incident (id),
  CONSTRAINT incident_component_component FOREIGN KEY (component_id) REFERENCES component (id)
);
CREATE TABLE IF NOT EXISTS update_component (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  update_id BIGINT NOT NULL,
  component_code VARCHAR(12) NOT NULL,
  name VARCHAR(600) NOT NULL,
  old_status VARCHAR(32) NOT NULL,
  new_status VARCHAR(32) NOT NULL,
  CONSTRAINT update_component_once UNIQUE (update_id, component_code),
  CONSTRAINT update_component_update FOREIGN KEY (update_id) REFERENCES incident_update (id)
);
CREATE TABLE IF NOT EXISTS component_status_change (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  component_id BIGINT NOT NULL,
  incident_id BIGINT NULL,
  old_status VARCHAR(32) NULL,
  new_status VARCHAR(32) NOT NULL,
  changed_at DATETIME(6) NOT NULL,
  CONSTRAINT component_status_change_component FOREIGN KEY (component_id) REFERENCES component (id),
  INDEX component_status_change_by_time (component_id, changed_at)
);
