-- A write asked for twice with one key happens once; the row is finished in the transaction of the write itself.
CREATE TABLE IF NOT EXISTS idempotency_key (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  owner VARCHAR(64) NOT NULL,
  name VARCHAR(255) NOT NULL,
  fingerprint VARCHAR(64) NOT NULL,
  claim VARCHAR(36) NOT NULL,
  claimed_at DATETIME(6) NOT NULL,
  status INT NULL,
  tag VARCHAR(64) NULL,
  answer LONGTEXT NULL,
  CONSTRAINT idempotency_key_once UNIQUE (owner, name),
  INDEX idempotency_key_by_age (claimed_at)
);
