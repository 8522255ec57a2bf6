-- Browsers that have signed in before: their failures are counted apart, so that nobody can lock a known person out from elsewhere.
CREATE TABLE IF NOT EXISTS known_device (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  token_hash VARCHAR(64) NOT NULL,
  staff_id BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  CONSTRAINT known_device_token UNIQUE (token_hash),
  CONSTRAINT known_device_staff FOREIGN KEY (staff_id) REFERENCES staff (id)
);
