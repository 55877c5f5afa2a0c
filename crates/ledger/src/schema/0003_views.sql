-- Version 3: views for people who open the file with other tools.

CREATE VIEW signals AS
SELECT 's' || s.id AS id, r.key AS report, r.outlet, r.published, r.url, s.actor, s.target, s.channel, s.act, s.plover, s.mode, s.cameo,
       s.principle, s.factuality, s.speaker, s.office, s.authority, s.audience, s.date_from, s.date_to, s.quote, s.start, s.end,
       s.confidence, c.program, c.lexicon, c.model
FROM signal s JOIN report r ON r.id = s.report JOIN coding c ON c.id = s.coding;

CREATE VIEW alignments AS
SELECT d.name AS dispute, a.actor, a.day, 's' || a.signal AS signal, a.value, a.side, a.withheld, a.explicit, a.derivation
FROM alignment a JOIN dispute d ON d.id = a.dispute WHERE a.elsewhere = 0;

CREATE VIEW votes AS
SELECT v.body, v.symbol, v.date, v.title, v.agenda, v.outcome, b.member, b.ballot, b.explanation, v.url, v.source
FROM ballot b JOIN rollcall v ON v.id = b.rollcall;

CREATE VIEW votes_on_disputes AS
SELECT d.name AS dispute, v.body, v.symbol, v.date, b.member, b.ballot, l.side AS text_serves, l.value AS text_value, l.reason
FROM rollcall_dispute l JOIN dispute d ON d.id = l.dispute JOIN rollcall v ON v.id = l.rollcall JOIN ballot b ON b.rollcall = v.id;

CREATE VIEW stories AS
SELECT r.story, r.key, r.published, r.outlet, r.title,
       r.id = (SELECT o.id FROM report o WHERE o.story = r.story ORDER BY o.published IS NULL, o.published, o.sha256 LIMIT 1) AS is_origin
FROM report r;
