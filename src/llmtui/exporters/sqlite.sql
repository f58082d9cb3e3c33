-- The catalogue as tables. A name ending in _id refers to another table; position keeps the order of the files.
PRAGMA foreign_keys = ON;
PRAGMA user_version = 1;

CREATE TABLE categories (
    id TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    description TEXT NOT NULL,
    position INTEGER NOT NULL
);
CREATE TABLE entries (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,          -- the order of the export
    category_id TEXT NOT NULL REFERENCES categories (id),
    subgroup TEXT NOT NULL,             -- of its category; empty where it has none
    -- COLUMNS
);
CREATE TABLE also_in (
    entry_id TEXT NOT NULL REFERENCES entries (id),
    category_id TEXT NOT NULL REFERENCES categories (id),
    position INTEGER NOT NULL,
    PRIMARY KEY (entry_id, position)
);
-- LISTS
CREATE TABLE bases (
    entry_id TEXT NOT NULL REFERENCES entries (id),
    relation TEXT NOT NULL CHECK (relation IN (RELATIONS)),
    base TEXT NOT NULL,                 -- as its file says: an id, or a name in words
    base_id TEXT REFERENCES entries (id),   -- NULL where this file does not have it
    position INTEGER NOT NULL,
    PRIMARY KEY (entry_id, relation, position)
);
CREATE TABLE links (
    entry_id TEXT NOT NULL REFERENCES entries (id),
    role TEXT NOT NULL,
    url TEXT NOT NULL,
    PRIMARY KEY (entry_id, role)
);
CREATE TABLE listed_in (
    entry_id TEXT NOT NULL REFERENCES entries (id),
    source TEXT NOT NULL,
    section TEXT NOT NULL,
    called TEXT NOT NULL,               -- what the source calls it
    record TEXT NOT NULL,               -- the source's own file or key for it
    position INTEGER NOT NULL,
    PRIMARY KEY (entry_id, position)
);
CREATE TABLE frameworks (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,          -- the order of preference
    name TEXT NOT NULL,
    short TEXT NOT NULL,
    description TEXT NOT NULL,
    publication TEXT NOT NULL,
    url TEXT NOT NULL,
    doi TEXT NOT NULL,
    license TEXT NOT NULL,
    attribution TEXT NOT NULL,
    rule TEXT NOT NULL,                 -- points, share or classes
    basis TEXT NOT NULL,                -- reviewed or declared
    continues TEXT NOT NULL             -- the framework by the same judges before it; empty for none
);
CREATE TABLE criteria (
    framework_id TEXT NOT NULL REFERENCES frameworks (id),
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    label TEXT NOT NULL,
    criterion_group TEXT NOT NULL,
    topic TEXT NOT NULL,                -- the same word in every framework
    question TEXT NOT NULL,
    PRIMARY KEY (framework_id, id)
);
CREATE TABLE meanings (
    framework_id TEXT NOT NULL,
    criterion_id TEXT NOT NULL,
    grade TEXT NOT NULL,
    meaning TEXT NOT NULL,
    PRIMARY KEY (framework_id, criterion_id, grade),
    FOREIGN KEY (framework_id, criterion_id) REFERENCES criteria (framework_id, id)
);
CREATE TABLE assessments (
    id INTEGER PRIMARY KEY,             -- later ones of an entry have higher numbers
    entry_id TEXT NOT NULL REFERENCES entries (id),
    framework_id TEXT NOT NULL REFERENCES frameworks (id),
    subject TEXT NOT NULL,              -- the version or size judged; empty for the entry as a whole
    called TEXT NOT NULL,               -- what the framework calls it
    date TEXT NOT NULL,
    source TEXT NOT NULL,
    score REAL NOT NULL,                -- by the framework's own rule
    max REAL NOT NULL,
    assessed INTEGER NOT NULL,          -- criteria that carry a grade
    criteria INTEGER NOT NULL,          -- criteria there are
    class INTEGER,                      -- 1, 2 or 3, the best first, 0 for none; NULL where there are no classes
    UNIQUE (id, framework_id)
);
CREATE TABLE judgements (
    assessment_id INTEGER NOT NULL,
    framework_id TEXT NOT NULL,
    criterion_id TEXT NOT NULL,
    grade TEXT NOT NULL CHECK (grade IN ('open', 'partial', 'closed', 'n/a', 'listed')),
    note TEXT NOT NULL,
    license TEXT NOT NULL,              -- of this part, where the framework judges licences part by part
    PRIMARY KEY (assessment_id, criterion_id),
    FOREIGN KEY (assessment_id, framework_id) REFERENCES assessments (id, framework_id),
    FOREIGN KEY (framework_id, criterion_id) REFERENCES criteria (framework_id, id)
);
CREATE TABLE evidence (
    assessment_id INTEGER NOT NULL,
    criterion_id TEXT NOT NULL,
    url TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (assessment_id, criterion_id, position),
    FOREIGN KEY (assessment_id, criterion_id) REFERENCES judgements (assessment_id, criterion_id)
);

CREATE TABLE openness (
    entry_id TEXT PRIMARY KEY REFERENCES entries (id),
    word TEXT,                          -- how open it is in a word; NULL for what is neither a model nor a tool
    score REAL,                         -- by all judges; NULL where it was not judged, as are those below
    max REAL,
    low REAL,                           -- the share known to be open, from 0 to 1
    high REAL,                          -- the share if everything not assessed were open
    assessed INTEGER
);
CREATE TABLE openness_topics (
    entry_id TEXT NOT NULL REFERENCES entries (id),
    topic TEXT NOT NULL,
    position INTEGER NOT NULL,
    grade TEXT NOT NULL,                -- the one that counts; unknown where the topic was not assessed
    assessment_id INTEGER REFERENCES assessments (id),  -- whose grade it is; NULL where there is none
    disputed INTEGER NOT NULL,          -- 1 where judges differ
    changed INTEGER NOT NULL,           -- 1 where one line of judges differs between dates
    PRIMARY KEY (entry_id, topic)
);
CREATE TABLE snapshots (
    source TEXT PRIMARY KEY,
    version TEXT NOT NULL,              -- a commit or a version
    date TEXT NOT NULL,                 -- the day of the snapshot
    newest TEXT NOT NULL,               -- the date of its newest record
    records INTEGER NOT NULL,
    url TEXT NOT NULL
);

CREATE INDEX entries_by_category ON entries (category_id);
CREATE INDEX assessments_by_entry ON assessments (entry_id);
CREATE INDEX bases_by_base ON bases (base_id);

-- A row a judged subject: the newest assessment of each by each framework.
CREATE VIEW scores AS
SELECT
    assessments.framework_id,
    entries.id AS entry_id,
    entries.name,
    entries.maker,
    entries.license,
    assessments.subject,
    assessments.called,
    assessments.date,
    assessments.class,
    assessments.score,
    assessments.max,
    CASE WHEN assessments.max > 0 THEN assessments.score / assessments.max ELSE 0.0 END AS fraction,
    assessments.assessed,
    assessments.criteria - assessments.assessed AS not_assessed
FROM assessments
JOIN entries ON entries.id = assessments.entry_id
WHERE assessments.id IN (SELECT max(id) FROM assessments GROUP BY entry_id, framework_id, subject);

-- A row a criterion of every assessment; unknown is what nobody assessed, which is not the same as closed.
CREATE VIEW grades AS
SELECT
    assessments.id AS assessment_id,
    assessments.entry_id,
    assessments.framework_id,
    assessments.subject,
    assessments.date,
    criteria.id AS criterion_id,
    criteria.topic,
    coalesce(judgements.grade, 'unknown') AS grade
FROM assessments
JOIN criteria ON criteria.framework_id = assessments.framework_id
LEFT JOIN judgements ON judgements.assessment_id = assessments.id AND judgements.criterion_id = criteria.id;

-- The grade that counts on each topic, with who gave it and when.
CREATE VIEW speaking AS
SELECT
    openness_topics.entry_id,
    entries.name,
    openness_topics.topic,
    openness_topics.grade,
    frameworks.id AS framework_id,
    frameworks.basis,
    assessments.date,
    assessments.subject,
    (
        SELECT evidence.url
        FROM evidence
        JOIN criteria ON criteria.framework_id = assessments.framework_id AND criteria.id = evidence.criterion_id
        WHERE evidence.assessment_id = assessments.id AND criteria.topic = openness_topics.topic
        ORDER BY evidence.position
        LIMIT 1
    ) AS evidence,
    openness_topics.disputed,
    openness_topics.changed
FROM openness_topics
JOIN entries ON entries.id = openness_topics.entry_id
LEFT JOIN assessments ON assessments.id = openness_topics.assessment_id
LEFT JOIN frameworks ON frameworks.id = assessments.framework_id
ORDER BY entries.position, openness_topics.position;
