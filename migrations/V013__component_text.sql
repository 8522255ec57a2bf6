-- What components and groups are called in other languages than the page's own.
CREATE TABLE IF NOT EXISTS component_text (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  page_id BIGINT NOT NULL,
  component_id BIGINT NULL,
  group_id BIGINT NULL,
  language VARCHAR(16) NOT NULL,
  name VARCHAR(255) NULL,
  description VARCHAR(2000) NULL,
  CONSTRAINT component_text_once UNIQUE (component_id, language),
  CONSTRAINT component_text_once_of_group UNIQUE (group_id, language),
  CONSTRAINT component_text_page FOREIGN KEY (page_id) REFERENCES page (id),
  CONSTRAINT component_text_component FOREIGN KEY (component_id) REFERENCES component (id),
  CONSTRAINT component_text_group FOREIGN KEY (group_id) REFERENCES component_group (id)
);
