-- A page and its version: every public change adds one to it, first thing in its own transaction.
CREATE TABLE IF NOT EXISTS page (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  code VARCHAR(12) NOT NULL,
  version BIGINT NOT NULL,
  name VARCHAR(255) NOT NULL,
  description VARCHAR(2000) NULL,
  domain VARCHAR(255) NULL,
  time_zone VARCHAR(64) NOT NULL,
  languages VARCHAR(255) NOT NULL,
  theme VARCHAR(64) NOT NULL,
  support_url VARCHAR(2000) NULL,
  created_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL,
  CONSTRAINT page_code UNIQUE (code),
  CONSTRAINT page_domain UNIQUE (domain)
);
