-- Who may write, how they get in, and what they did.
CREATE TABLE IF NOT EXISTS staff (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  code VARCHAR(12) NOT NULL,
  email VARCHAR(254) NOT NULL,
  name VARCHAR(255) NOT NULL,
  password_hash VARCHAR(255) NOT NULL,
  language VARCHAR(16) NOT NULL,
  created_at DATETIME(6) NOT NULL,
  CONSTRAINT staff_code UNIQUE (code),
  CONSTRAINT staff_email UNIQUE (email)
);
CREATE TABLE IF NOT EXISTS session (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  token_hash VARCHAR(64) NOT NULL,
  staff_id BIGINT NOT NULL,
  csrf_token VARCHAR(64) NOT NULL,
  created_at DATETIME(6) NOT NULL,
  seen_at DATETIME(6) NOT NULL,
  CONSTRAINT session_token UNIQUE (token_hash),
  CONSTRAINT session_staff FOREIGN KEY (staff_id) REFERENCES staff (id)
);
CREATE TABLE IF NOT EXISTS api_key (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  code VARCHAR(12) NOT NULL,
  name VARCHAR(255) NOT NULL,
  key_hash VARCHAR(64) NOT NULL,
  created_at DATETIME(6) NOT NULL,
  CONSTRAINT api_key_code UNIQUE (code),
  CONSTRAINT api_key_hash UNIQUE (key_hash)
);
CREATE TABLE IF NOT EXISTS sign_in_attempt (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  subject_hash VARCHAR(64) NOT NULL,
  attempted_at DATETIME(6) NOT NULL,
  INDEX sign_in_attempt_by_subject (subject_hash, attempted_at)
);
CREATE TABLE IF NOT EXISTS setting (
  name VARCHAR(100) NOT NULL PRIMARY KEY,
  content LONGTEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS audit_event (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  page_id BIGINT NULL,
  actor VARCHAR(255) NOT NULL,
  action VARCHAR(64) NOT NULL,
  subject VARCHAR(64) NOT NULL,
  detail LONGTEXT NULL,
  happened_at DATETIME(6) NOT NULL,
  INDEX audit_event_by_time (page_id, happened_at)
);
