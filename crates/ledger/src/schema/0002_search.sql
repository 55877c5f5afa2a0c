-- Version 2: full-text search over signals and reports. The words are not stored twice: the index points into the tables.

CREATE VIRTUAL TABLE signal_fts USING fts5 (
    quote, actor, target, act, content = 'signal', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER signal_fts_insert AFTER INSERT ON signal BEGIN
    INSERT INTO signal_fts (rowid, quote, actor, target, act) VALUES (new.id, new.quote, new.actor, new.target, new.act);
END;
CREATE TRIGGER signal_fts_delete AFTER DELETE ON signal BEGIN
    INSERT INTO signal_fts (signal_fts, rowid, quote, actor, target, act)
    VALUES ('delete', old.id, old.quote, old.actor, old.target, old.act);
END;
INSERT INTO signal_fts (signal_fts) VALUES ('rebuild');

CREATE VIRTUAL TABLE report_fts USING fts5 (
    title, text, content = 'report', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER report_fts_insert AFTER INSERT ON report BEGIN
    INSERT INTO report_fts (rowid, title, text) VALUES (new.id, new.title, new.text);
END;
INSERT INTO report_fts (report_fts) VALUES ('rebuild');
