-- Version 1: what was received, what was read from it, what was coded, and roll calls. Columns are told in docs/ledger.md.

CREATE TABLE coding (
    id      INTEGER PRIMARY KEY,
    program TEXT NOT NULL,
    lexicon TEXT NOT NULL,
    model   TEXT NOT NULL,
    UNIQUE (program, lexicon, model)
);

CREATE TABLE blob (
    sha256   TEXT PRIMARY KEY,
    size     INTEGER NOT NULL,
    encoding TEXT NOT NULL CHECK (encoding IN ('identity', 'gzip')),
    bytes    BLOB NOT NULL
);

CREATE TABLE report (
    id        INTEGER PRIMARY KEY,
    key       TEXT NOT NULL UNIQUE,
    sha256    TEXT NOT NULL UNIQUE REFERENCES blob (sha256),
    format    TEXT NOT NULL,
    title     TEXT,
    published TEXT,
    outlet    TEXT,
    url       TEXT,
    author    TEXT,
    speaker   TEXT,
    country   TEXT,
    language  TEXT NOT NULL,
    text      TEXT NOT NULL,
    coding    INTEGER REFERENCES coding (id),
    story     INTEGER NOT NULL,
    revises   INTEGER REFERENCES report (id),
    sketch    BLOB
);
CREATE INDEX report_story ON report (story);
CREATE INDEX report_url ON report (url) WHERE url IS NOT NULL;
CREATE INDEX report_coding ON report (coding);

CREATE TABLE band (
    band   INTEGER NOT NULL,
    hash   INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES report (id),
    PRIMARY KEY (band, hash, report)
) WITHOUT ROWID;

CREATE TABLE receipt (
    id      INTEGER PRIMARY KEY,
    place   TEXT NOT NULL,
    sha256  TEXT NOT NULL,
    fetched TEXT NOT NULL,
    url     TEXT,
    status  INTEGER,
    headers TEXT,
    outcome TEXT NOT NULL CHECK (outcome IN ('read', 'copy', 'foreign', 'failed')),
    reason  TEXT,
    report  INTEGER REFERENCES report (id),
    UNIQUE (place, sha256)
);
CREATE INDEX receipt_report ON receipt (report);

CREATE TABLE signal (
    id         INTEGER PRIMARY KEY,
    report     INTEGER NOT NULL REFERENCES report (id),
    n          INTEGER NOT NULL,
    actor      TEXT NOT NULL,
    target     TEXT NOT NULL,
    channel    TEXT NOT NULL CHECK (channel IN ('word', 'vote', 'act')),
    act        TEXT NOT NULL,
    plover     TEXT,
    mode       TEXT,
    cameo      TEXT NOT NULL,
    principle  TEXT,
    factuality TEXT NOT NULL,
    speaker    TEXT,
    office     TEXT,
    authority  TEXT,
    audience   TEXT,
    date_from  TEXT,
    date_to    TEXT,
    day        TEXT NOT NULL DEFAULT '',
    start      INTEGER NOT NULL,
    end        INTEGER NOT NULL,
    quote      TEXT NOT NULL,
    confidence REAL NOT NULL,
    coding     INTEGER NOT NULL REFERENCES coding (id),
    detail     TEXT NOT NULL
);
CREATE INDEX signal_report ON signal (report, n);
CREATE INDEX signal_actor ON signal (actor, day);

CREATE TABLE event (
    id     INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES report (id),
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    type   TEXT NOT NULL,
    mode   TEXT,
    cameo  TEXT NOT NULL,
    act    TEXT NOT NULL,
    start  INTEGER NOT NULL,
    end    INTEGER NOT NULL
);
CREATE INDEX event_report ON event (report);

CREATE TABLE dispute (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

CREATE TABLE alignment (
    dispute    INTEGER NOT NULL REFERENCES dispute (id),
    actor      TEXT NOT NULL,
    day        TEXT NOT NULL,
    signal     INTEGER NOT NULL REFERENCES signal (id),
    value      REAL NOT NULL,
    side       TEXT,
    withheld   INTEGER NOT NULL,
    explicit   INTEGER NOT NULL,
    by_tone    INTEGER NOT NULL,
    about      INTEGER NOT NULL,
    elsewhere  INTEGER NOT NULL,
    derivation TEXT NOT NULL,
    PRIMARY KEY (dispute, actor, day, signal)
) WITHOUT ROWID;
CREATE INDEX alignment_signal ON alignment (signal);
CREATE INDEX alignment_actor ON alignment (actor, dispute);

CREATE TABLE rollcall (
    id         INTEGER PRIMARY KEY,
    body       TEXT NOT NULL,
    symbol     TEXT NOT NULL,
    draft      TEXT,
    date       TEXT NOT NULL,
    session    TEXT,
    title      TEXT NOT NULL,
    agenda     TEXT,
    subjects   TEXT,
    operative  TEXT NOT NULL,
    sponsors   TEXT NOT NULL,
    procedural INTEGER NOT NULL,
    outcome    TEXT,
    note       TEXT,
    url        TEXT,
    source     TEXT NOT NULL,
    coding     INTEGER REFERENCES coding (id),
    detail     TEXT,
    UNIQUE (body, symbol, date)
);

CREATE TABLE ballot (
    rollcall    INTEGER NOT NULL REFERENCES rollcall (id),
    member      TEXT NOT NULL,
    ballot      TEXT NOT NULL CHECK (ballot IN ('yes', 'no', 'abstain', 'absent', 'non-member')),
    named       TEXT,
    explanation TEXT,
    PRIMARY KEY (rollcall, member)
) WITHOUT ROWID;
CREATE INDEX ballot_member ON ballot (member, rollcall);

CREATE TABLE rollcall_dispute (
    dispute  INTEGER NOT NULL REFERENCES dispute (id),
    rollcall INTEGER NOT NULL REFERENCES rollcall (id),
    value    REAL NOT NULL,
    side     TEXT,
    reason   TEXT NOT NULL,
    PRIMARY KEY (dispute, rollcall)
) WITHOUT ROWID;

CREATE TABLE problem (
    id      INTEGER PRIMARY KEY,
    place   TEXT NOT NULL,
    level   TEXT NOT NULL CHECK (level IN ('note', 'warning', 'error')),
    message TEXT NOT NULL,
    report  INTEGER REFERENCES report (id),
    UNIQUE (place, message)
);
CREATE INDEX problem_report ON problem (report);

CREATE TABLE feed (
    url           TEXT PRIMARY KEY,
    etag          TEXT,
    modified      TEXT,
    fetched       TEXT,
    failures      INTEGER NOT NULL DEFAULT 0,
    not_before    TEXT
);

CREATE TABLE feed_entry (
    feed   TEXT NOT NULL,
    entry  TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (feed, entry)
) WITHOUT ROWID;
