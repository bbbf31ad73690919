"""What each summary table must hold, as a query over what was put: one definition for all.

The migration fills the tables with these, `verify` holds the tables against them, and what
`summaries` adds and takes away with each record must come to the same. They are the migration's,
and change only with another one.
"""

_DAY = "CASE WHEN {key} >> 30 = 0 THEN '' ELSE date(1721424.5 + ({key} >> 30)) END"
_CURRENT = "JOIN editions AS e ON e.row_id = s.edition AND e.is_current"
_SAYS = "n.words = s.speaker_words AND n.kind = coalesce(s.speaker_kind, '')"
_STATEMENT_DAY = _DAY.format(key="c.row_id")

OUTLETS = """SELECT outlet, sum(statements) AS statements, count(*) AS reports FROM (
    SELECT e.outlet AS outlet,
        (SELECT count(*) FROM statements AS s WHERE s.edition = e.row_id) AS statements
    FROM editions AS e WHERE e.is_current AND e.outlet IS NOT NULL)
GROUP BY outlet"""
"""By the outlet's name: statements, reports."""

_ANSWERS = (
    "(SELECT count(*) FROM relations AS r"
    " WHERE r.edition = s.edition AND r.to_id = s.id{condition})"
)
_ALL = _ANSWERS.format(condition="")
_DENIALS = _ANSWERS.format(condition=" AND r.kind = 'denies'")
_CONFIRMATIONS = _ANSWERS.format(condition=" AND r.kind = 'confirms'")

NAMES = f"""WITH found AS (
    SELECT s.speaker_words AS words, coalesce(s.speaker_kind, '') AS kind, e.report AS report,
        {_ALL} AS answers, {_DENIALS} AS denials, 1 AS statements
    FROM statements AS s {_CURRENT} WHERE s.speaker_words IS NOT NULL
    UNION ALL
    SELECT a.name_words, a.kind, e.report, 0, 0, 0
    FROM actors AS a JOIN editions AS e ON e.row_id = a.edition AND e.is_current)
SELECT words, kind, sum(statements), count(DISTINCT report), sum(answers), sum(denials)
FROM found GROUP BY words, kind"""
"""By words and kind: statements, reports, answers, denials."""

SPELLINGS = f"""SELECT n.row_id, w.spelling, count(*) FROM (
    SELECT s.speaker_words AS words, coalesce(s.speaker_kind, '') AS kind,
        s.speaker_name AS spelling
    FROM statements AS s {_CURRENT} WHERE s.speaker_words IS NOT NULL
    UNION ALL
    SELECT a.name_words, a.kind, a.name
    FROM actors AS a JOIN editions AS e ON e.row_id = a.edition AND e.is_current) AS w
JOIN names AS n ON n.words = w.words AND n.kind = w.kind
GROUP BY n.row_id, w.spelling"""
"""By name and spelling: how often."""

CURRENT_STATEMENTS = f"""SELECT s.row_id, s.edition, coalesce(o.row_id, 0), coalesce(n.row_id, 0),
    s.speaker_country, s.act, s.framing, s.mode, s.negated,
    {_ALL}, {_DENIALS}, {_CONFIRMATIONS},
    (SELECT count(*) FROM relations AS r WHERE r.edition = s.edition AND r.from_id = s.id),
    s.said_from, s.said_until, s.happened_from, s.happened_until
FROM statements AS s {_CURRENT}
LEFT JOIN outlets AS o ON o.name = e.outlet
LEFT JOIN names AS n ON {_SAYS}"""
"""By key: all that is asked of a statement."""

ABOUT_PLACES = f"""SELECT t.words, s.row_id, coalesce(t.geonameid, 0) FROM statements AS s
{_CURRENT}
JOIN (
    SELECT edition, id, start_char, end_char, geonameid, text_words AS words FROM places
    UNION
    SELECT edition, id, start_char, end_char, geonameid, name_words FROM places
    WHERE name_words IS NOT NULL) AS t ON t.edition = s.edition
WHERE t.words <> '' AND (t.id = s.said_at OR t.id = s.happened_at OR EXISTS (
    SELECT 1 FROM spans WHERE spans.statement = s.row_id AND spans.role = 'content'
        AND spans.start_char <= t.start_char AND t.end_char <= spans.end_char))
GROUP BY t.words, s.row_id, coalesce(t.geonameid, 0)"""
"""By a place's words, statement and geonameid: nothing more."""

DAY_TOTALS = f"""WITH found AS (
    SELECT {_STATEMENT_DAY} AS day, c.outlet AS outlet, 1 AS statements, 0 AS reports,
        c.answers AS answers, c.denials AS denials FROM current_statements AS c
    UNION ALL
    SELECT onrecord_day(e.published), coalesce(o.row_id, 0), 0, 1, 0, 0
    FROM editions AS e LEFT JOIN outlets AS o ON o.name = e.outlet WHERE e.is_current)
SELECT day, outlet, sum(statements), sum(reports), sum(answers), sum(denials)
FROM found GROUP BY day, outlet"""
"""By day and outlet: statements, reports, answers, denials."""

SPEAKER_MONTHS = f"""SELECT substr({_STATEMENT_DAY}, 1, 7), c.speaker, count(*), sum(c.denials)
FROM current_statements AS c WHERE c.speaker > 0 GROUP BY 1, 2"""
"""By month and speaker: statements, denials."""

FRAMING_TOTALS = """SELECT c.speaker, c.outlet, c.act, c.framing, count(*)
FROM current_statements AS c WHERE c.speaker > 0 GROUP BY 1, 2, 3, 4"""
"""By speaker, outlet, act and framing: statements."""

SIDE_TOTALS = """SELECT coalesce(c.country, ''), c.outlet, c.act, c.framing, count(*)
FROM current_statements AS c GROUP BY 1, 2, 3, 4"""
"""By the speaker's country, outlet, act and framing: statements."""

_ROLE = "CASE WHEN a.tenure <> '' AND a.role <> '' THEN a.tenure || ' ' || a.role ELSE a.role END"
_TOLD = """SELECT a.name_words AS words, a.kind AS kind, '{what}' AS what, {value} AS value,
    e.published AS published, a.edition AS edition
FROM actors AS a JOIN editions AS e ON e.row_id = a.edition AND e.is_current
WHERE {value} IS NOT NULL"""

TOLD_TOTALS = f"""SELECT n.row_id, w.what, w.value, onrecord_day(w.published), count(*) FROM (
    {_TOLD.format(what="role", value=_ROLE)}
    UNION {_TOLD.format(what="affiliation", value="a.affiliation")}
    UNION {_TOLD.format(what="country", value="a.country")}) AS w
JOIN names AS n ON n.words = w.words AND n.kind = w.kind
GROUP BY 1, 2, 3, 4"""
"""By name, what is told, the value and the day: reports."""

_GAVE = """SELECT n.row_id, {is_given}, r.kind, coalesce(o.speaker_name, o.source_text, '')
FROM statements AS s {current}
JOIN names AS n ON {says}
JOIN relations AS r ON r.edition = s.edition AND r.{mine} = s.id
JOIN statements AS o ON o.edition = s.edition AND o.id = r.{other}"""

ANSWER_TOTALS = """SELECT *, count(*) FROM (
    {given}
    UNION ALL {got})
GROUP BY 1, 2, 3, 4""".format(
    given=_GAVE.format(is_given=1, mine="from_id", other="to_id", current=_CURRENT, says=_SAYS),
    got=_GAVE.format(is_given=0, mine="to_id", other="from_id", current=_CURRENT, says=_SAYS),
)
"""By name, whether they answer the other, kind and the other: answers."""

MOMENT_TOTALS = f"""SELECT 'said', s.said_from, count(*) FROM statements AS s {_CURRENT}
WHERE s.said_from IS NOT NULL GROUP BY s.said_from
UNION ALL
SELECT 'happened', s.happened_from, count(*) FROM statements AS s {_CURRENT}
WHERE s.happened_from IS NOT NULL GROUP BY s.happened_from"""
"""By what it is the time of and the first day it may mean: statements."""

PLACE_TOTALS = """WITH named AS (
    SELECT p.geonameid AS geonameid, min(p.name) AS name, min(p.country) AS country,
        min(p.latitude) AS latitude, min(p.longitude) AS longitude,
        count(*) AS mentions, count(DISTINCT e.report) AS reports
    FROM places AS p JOIN editions AS e ON e.row_id = p.edition AND e.is_current
    WHERE p.geonameid > 0 GROUP BY p.geonameid),
told AS (
    SELECT geonameid, count(DISTINCT statement) AS statements FROM about_places
    WHERE geonameid > 0 GROUP BY geonameid)
SELECT named.geonameid, name, country, latitude, longitude, mentions,
    coalesce(statements, 0) AS statements, reports
FROM named LEFT JOIN told ON told.geonameid = named.geonameid"""
"""By geonameid: name, country, latitude, longitude, mentions, statements, reports."""
