-- What can be up or down, how it is listed, and what it was at every moment.
CREATE TABLE IF NOT EXISTS component_group (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  code VARCHAR(12) NOT NULL,
  page_id BIGINT NOT NULL,
  name VARCHAR(255) NOT NULL,
  description VARCHAR(2000) NULL,
  position INT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL,
  CONSTRAINT component_group_code UNIQUE (code),
  CONSTRAINT component_group_page FOREIGN KEY (page_id) REFERENCES page (id)
);
CREATE TABLE IF NOT EXISTS component (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  code VARCHAR(12) NOT NULL,
  page_id BIGINT NOT NULL,
  group_id BIGINT NULL,
  name VARCHAR(255) NOT NULL,
  description VARCHAR(2000) NULL,
  status VARCHAR(32) NOT NULL,
  position INT NOT NULL,
  showcase BOOLEAN NOT NULL,
  only_show_if_degraded BOOLEAN NOT NULL,
  start_date DATE NULL,
  created_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL,
  CONSTRAINT component_code UNIQUE (code),
  CONSTRAINT component_page FOREIGN KEY (page_id) REFERENCES page (id),
  CONSTRAINT component_in_group FOREIGN KEY (group_id) REFERENCES component_group (id)
);
