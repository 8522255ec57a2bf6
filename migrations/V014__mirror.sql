-- What is switched on or off for a page.
CREATE TABLE IF NOT EXISTS page_switch (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  page_id BIGINT NOT NULL,
  name VARCHAR(64) NOT NULL,
  is_on BOOLEAN NOT NULL,
  CONSTRAINT page_switch_once UNIQUE (page_id, name),
  CONSTRAINT page_switch_page FOREIGN KEY (page_id) REFERENCES page (id)
);
-- Updates whose words were taken back: kept for staff, gone from the public.
CREATE TABLE IF NOT EXISTS withdrawal (
  update_id BIGINT NOT NULL PRIMARY KEY,
  withdrawn_at DATETIME(6) NOT NULL,
  withdrawn_by VARCHAR(255) NOT NULL,
  CONSTRAINT withdrawal_update FOREIGN KEY (update_id) REFERENCES incident_update (id)
);
-- Staff's own words for one target in place of the template's.
CREATE TABLE IF NOT EXISTS wording (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  update_id BIGINT NOT NULL,
  target_id BIGINT NOT NULL,
  text LONGTEXT NOT NULL,
  author VARCHAR(255) NOT NULL,
  written_at DATETIME(6) NOT NULL,
  CONSTRAINT wording_once UNIQUE (update_id, target_id),
  CONSTRAINT wording_update FOREIGN KEY (update_id) REFERENCES incident_update (id),
  CONSTRAINT wording_target FOREIGN KEY (target_id) REFERENCES target (id)
);
-- What is frozen with a delivery's text: the same update in parts, and as a mail, as JSON.
CREATE TABLE IF NOT EXISTS delivery_card (
  delivery_id BIGINT NOT NULL PRIMARY KEY,
  card LONGTEXT NOT NULL,
  mail LONGTEXT NULL
);
-- Deliveries that a later one speaks for, because their target was away.
CREATE TABLE IF NOT EXISTS delivery_fold (
  delivery_id BIGINT NOT NULL PRIMARY KEY,
  into_id BIGINT NOT NULL,
  INDEX delivery_fold_into (into_id)
);
-- What a channel keeps of an account beside its settings, sealed: sessions, renewed tokens.
CREATE TABLE IF NOT EXISTS target_memory (
  target_id BIGINT NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  kept LONGTEXT NOT NULL
);
-- What the last look at a target's account showed.
CREATE TABLE IF NOT EXISTS target_check (
  target_id BIGINT NOT NULL PRIMARY KEY,
  state VARCHAR(16) NOT NULL,
  says VARCHAR(2000) NOT NULL,
  checked_at DATETIME(6) NOT NULL
);
-- Targets that staff have to look at before anything is told there: the test post, and who said that it is the right account.
CREATE TABLE IF NOT EXISTS target_confirmation (
  target_id BIGINT NOT NULL PRIMARY KEY,
  tested_at DATETIME(6) NULL,
  permalink VARCHAR(2000) NULL,
  confirmed_at DATETIME(6) NULL,
  confirmed_by VARCHAR(255) NULL
);
