-- Targets, the lease that lets one node write to each, and one delivery per update and target.
CREATE TABLE IF NOT EXISTS target (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  code VARCHAR(12) NOT NULL,
  page_id BIGINT NOT NULL,
  channel VARCHAR(32) NOT NULL,
  name VARCHAR(255) NOT NULL,
  enabled BOOLEAN NOT NULL,
  state VARCHAR(16) NOT NULL,
  state_reason VARCHAR(1000) NULL,
  language VARCHAR(16) NOT NULL,
  settings LONGTEXT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL,
  CONSTRAINT target_code UNIQUE (code),
  CONSTRAINT target_page FOREIGN KEY (page_id) REFERENCES page (id)
);
CREATE TABLE IF NOT EXISTS target_lease (
  target_id BIGINT NOT NULL PRIMARY KEY,
  holder VARCHAR(36) NULL,
  fence BIGINT NOT NULL,
  beat BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS delivery (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  page_id BIGINT NOT NULL,
  incident_id BIGINT NOT NULL,
  update_id BIGINT NOT NULL,
  target_id BIGINT NOT NULL,
  kind VARCHAR(8) NOT NULL,
  part INT NOT NULL,
  revision INT NOT NULL,
  position BIGINT NOT NULL,
  state VARCHAR(16) NOT NULL,
  text LONGTEXT NULL,
  reply_to VARCHAR(255) NULL,
  attempts INT NOT NULL,
  resends INT NOT NULL,
  fence BIGINT NOT NULL,
  next_attempt_at DATETIME(6) NULL,
  first_sent_at DATETIME(6) NULL,
  unconfirmed_at DATETIME(6) NULL,
  looks INT NOT NULL,
  alone BOOLEAN NOT NULL,
  remote_id VARCHAR(255) NULL,
  permalink VARCHAR(2000) NULL,
  error VARCHAR(1000) NULL,
  created_at DATETIME(6) NOT NULL,
  delivered_at DATETIME(6) NULL,
  updated_at DATETIME(6) NOT NULL,
  CONSTRAINT delivery_once UNIQUE (update_id, target_id, kind, part, revision),
  CONSTRAINT delivery_target FOREIGN KEY (target_id) REFERENCES target (id),
  INDEX delivery_order (incident_id, target_id, position),
  INDEX delivery_due (state, next_attempt_at, target_id)
);
CREATE TABLE IF NOT EXISTS practice_post (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  account VARCHAR(64) NOT NULL,
  message_key VARCHAR(64) NOT NULL,
  text LONGTEXT NOT NULL,
  reply_to BIGINT NULL,
  posted_at DATETIME(6) NOT NULL,
  CONSTRAINT practice_post_once UNIQUE (message_key),
  INDEX practice_post_by_account (account, id)
);
