-- Themes that came in by the console, each version for good; and what a page wore when, so that one click goes back.
CREATE TABLE IF NOT EXISTS theme_version (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  page_id BIGINT NOT NULL,
  name VARCHAR(48) NOT NULL,
  number INT NOT NULL,
  title VARCHAR(100) NOT NULL,
  parent VARCHAR(64) NOT NULL,
  uploaded_at DATETIME(6) NOT NULL,
  uploaded_by VARCHAR(255) NOT NULL,
  hash VARCHAR(64) NOT NULL,
  size BIGINT NOT NULL,
  worn_at DATETIME(6) NULL,
  content LONGBLOB NULL,
  CONSTRAINT theme_version_number UNIQUE (name, number),
  CONSTRAINT theme_version_page FOREIGN KEY (page_id) REFERENCES page (id)
);
CREATE TABLE IF NOT EXISTS theme_change (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  page_id BIGINT NOT NULL,
  theme VARCHAR(64) NOT NULL,
  theme_before VARCHAR(64) NOT NULL,
  changed_at DATETIME(6) NOT NULL,
  changed_by VARCHAR(255) NOT NULL,
  CONSTRAINT theme_change_page FOREIGN KEY (page_id) REFERENCES page (id)
);
