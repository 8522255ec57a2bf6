-- What an update owes to the world; taken by its empty fanned_out_at, never by its id.
CREATE TABLE IF NOT EXISTS outbox (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  page_id BIGINT NOT NULL,
  incident_id BIGINT NOT NULL,
  update_id BIGINT NOT NULL,
  sequence INT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  fanned_out_at DATETIME(6) NULL,
  CONSTRAINT outbox_once UNIQUE (update_id),
  INDEX outbox_waiting (fanned_out_at, id),
  INDEX outbox_order (incident_id, sequence)
);
