CREATE TABLE folder (
    uid TEXT NOT NULL PRIMARY KEY,
    parent TEXT REFERENCES folder (uid),
    title TEXT NOT NULL
);

CREATE TABLE dashboard (
    uid TEXT NOT NULL PRIMARY KEY,
    folder TEXT REFERENCES folder (uid),
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    version BIGINT NOT NULL,
    panels BIGINT NOT NULL,
    created_by TEXT NOT NULL,
    created_millis BIGINT NOT NULL,
    updated_by TEXT NOT NULL,
    updated_millis BIGINT NOT NULL,
    -- the file that keeps it as it is, or nothing
    provisioned_by TEXT,
    -- title, tags, titles of panels and names of metrics in lower case
    search_text TEXT NOT NULL
);

CREATE INDEX dashboard_by_folder ON dashboard (folder);

CREATE TABLE dashboard_tag (
    dashboard TEXT NOT NULL REFERENCES dashboard (uid) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (dashboard, tag)
);

CREATE TABLE dashboard_version (
    dashboard TEXT NOT NULL REFERENCES dashboard (uid) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    saved_millis BIGINT NOT NULL,
    author TEXT NOT NULL,
    message TEXT NOT NULL,
    source TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (dashboard, version)
);

-- A dashboard that was never saved has drafts, too.
CREATE TABLE draft (
    visitor TEXT NOT NULL,
    dashboard TEXT NOT NULL,
    base_version BIGINT NOT NULL,
    saved_millis BIGINT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (visitor, dashboard)
);

-- Stars and visits go to ready-made dashboards, too, which are in no table.
CREATE TABLE star (
    visitor TEXT NOT NULL,
    dashboard TEXT NOT NULL,
    PRIMARY KEY (visitor, dashboard)
);

CREATE TABLE visit (
    visitor TEXT NOT NULL,
    dashboard TEXT NOT NULL,
    visits BIGINT NOT NULL,
    last_millis BIGINT NOT NULL,
    PRIMARY KEY (visitor, dashboard)
);

CREATE TABLE annotation (
    uid TEXT NOT NULL PRIMARY KEY,
    start_millis BIGINT NOT NULL,
    end_millis BIGINT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    dashboard TEXT,
    element TEXT,
    author TEXT NOT NULL
);

CREATE INDEX annotation_by_time ON annotation (start_millis);

CREATE TABLE annotation_tag (
    annotation TEXT NOT NULL REFERENCES annotation (uid) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (annotation, tag)
);

CREATE TABLE short_link (
    uid TEXT NOT NULL PRIMARY KEY,
    target TEXT NOT NULL UNIQUE,
    created_millis BIGINT NOT NULL
);
