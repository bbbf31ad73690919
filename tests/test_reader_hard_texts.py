"""Who, when and where in texts that are hard to read: nothing breaks, nothing is invented."""

import pytest

from onrecord.record import Record
from onrecord.types import Form, Report


def by_cue(record: Record, words: str):
    """The statement whose cue holds these words."""
    found = [s for s in record.statements if s.cue and words in s.cue.text]
    assert found, [s.cue and s.cue.text for s in record.statements]
    return found[0]


def speaker(record: Record, words: str) -> str | None:
    found = by_cue(record, words).speaker
    return found.name if found and found.actor else None


def check_positions(record: Record) -> None:
    """Everything on record is what the text has at its positions, and every id is known."""
    text = record.report.text
    actors = {actor.id for actor in record.actors}
    places = {place.id for place in record.places}
    statements = {statement.id for statement in record.statements}
    for one in (*record.mentions, *record.dates, *record.places):
        assert text[one.span.start : one.span.end] == one.text
    for mention in record.mentions:
        assert mention.actor is None or mention.actor in actors
    for actor in record.actors:
        for told in (actor.role, actor.rank, actor.affiliation):
            if told:
                assert all(text[s.start : s.end] for s in told.spans)
                assert told.value.split()[0].strip("’'s") in text
    for s in record.statements:
        assert s.speaker is None or s.speaker.actor is None or s.speaker.actor in actors
        assert s.said_at is None or s.said_at.value in places
        assert s.said_on_spans or not s.said_on
    for relation in record.relations:
        assert {relation.from_id, relation.to_id} <= statements
        assert relation.from_id != relation.to_id


DISPUTE = (
    "On Saturday, Colonel Ivo Brand, commander of the Ostian Coast Guard, claimed that Kestria had "
    "moved boats to the river. He added that the boats were armed.\n"
    "Kestria’s Foreign Minister Ana Lesk denied this claim on Monday. “We never did,” she told "
    "reporters. The minister said that Brand was mistaken."
)


def test_names_titles_and_pronouns_find_their_speaker(reader):
    record = reader.read(DISPUTE, published="2031-05-06")
    check_positions(record)
    assert speaker(record, "claimed") == "Ivo Brand"
    assert speaker(record, "added") == "Ivo Brand"
    assert speaker(record, "denied") == "Ana Lesk"
    assert speaker(record, "told") == "Ana Lesk"
    assert by_cue(record, "added").speaker.how is Form.PRONOUN
    assert by_cue(record, "claimed").said_on == "2031-05-03"
    assert by_cue(record, "denied").said_on == "2031-05-05"
    assert by_cue(record, "told").addressee.text == "reporters"
    denials = {(r.from_id, r.to_id) for r in record.relations if r.kind == "denies"}
    claims = {by_cue(record, "claimed").id, by_cue(record, "added").id}
    assert {to for answer, to in denials if answer == by_cue(record, "denied").id} <= claims
    assert any(answer == by_cue(record, "denied").id for answer, _ in denials)


def test_without_a_date_of_publication_weekdays_stay_weekdays(reader):
    record = reader.read(DISPUTE)
    assert [d.text for d in record.dates] == ["Saturday", "Monday"]
    assert [d.edtf for d in record.dates] == [None, None]
    assert all(s.said_on is None for s in record.statements)


@pytest.mark.parametrize("published", ["2931-05-06", "not a date", "2031", "2031-13-45", ""])
def test_odd_dates_of_publication_break_nothing(reader, published):
    record = reader.read(Report(text=DISPUTE, published=published))
    check_positions(record)
    assert speaker(record, "claimed") == "Ivo Brand"


def test_a_report_with_no_names(reader):
    record = reader.read("It rained for days. He said so, and they said that it was not over.")
    check_positions(record)
    assert record.places == ()
    assert all(s.speaker is None or s.speaker.actor is None for s in record.statements)


def test_a_thousand_names(reader):
    first = ["Ana", "Ivo", "Mira", "Tomas", "Lena", "Osk", "Pell", "Runa", "Sten", "Vera"]
    text = "\n".join(
        f"{first[n % 10]} Lar{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}ek said boat {n} was lost."
        for n in range(1000)
    )
    record = reader.read(text)
    check_positions(record)
    assert len(record.statements) > 900
    assert len(record.actors) > 400


@pytest.mark.parametrize(
    ("text", "cue", "name"),
    [
        ("MAYOR ANA LESK SAID THAT THE FERRY WAS LOST.", "SAID", "ANA LESK"),
        ("Jean-Luc Orlé-Brask said that the ferry was lost.", "said", "Jean-Luc Orlé-Brask"),
        ("Pieter van der Lesk said that the ferry was lost.", "said", "Pieter van der Lesk"),
        ("Omar bin Salu al-Ostari said that it was lost.", "said", "Omar bin Salu al-Ostari"),
        ("Maria de la Cruz Orte said that it was lost.", "said", "Maria de la Cruz Orte"),
        ("J. R. Lesk, a captain, said that it was lost.", "said", "J. R. Lesk"),
        ("Çağrı Öztül said that the ferry was lost.", "said", "Çağrı Öztül"),
    ],
)
def test_names_of_all_kinds(reader, text, cue, name):
    record = reader.read(text)
    check_positions(record)
    assert speaker(record, cue) == name


@pytest.mark.parametrize(
    "text",
    [
        "Президент Иван Браск заявил, что паром утонул. Ana Lesk said that it was lost.",
        "王小明 said that the ferry was lost. “是的,” he added.",
        "قال الوزير إن العبارة غرقت. The minister said so.",
    ],
)
def test_letters_that_are_not_latin_break_nothing(reader, text):
    check_positions(reader.read(text))


def test_two_speakers_in_alternating_quotes(reader):
    record = reader.read(
        "Ana Lesk and Ivo Brand argued in court.\n"
        "“You sold the boat,” Lesk said.\n"
        "“I never did,” Brand replied.\n"
        "“Then who signed?” she asked.\n"
        "“Nobody asked me,” he said."
    )
    check_positions(record)
    assert speaker(record, "replied") == "Ivo Brand"
    assert speaker(record, "asked") == "Ana Lesk"


def test_a_quote_within_a_quote(reader):
    record = reader.read(
        "“My mother told me, ‘Never sell it,’ and I never did,” Mayor Ana Lesk said on Friday.",
        published="2031-05-06",
    )
    check_positions(record)
    assert speaker(record, "said") == "Ana Lesk"


@pytest.mark.parametrize(
    "text",
    [
        "Q: Did you sell the boat?\nA: I never did. It was lost.\nQ: Who says so?\nA: The harbour.",
        "HERALD: Did you sell?\nANA LESK: I never did.\nHERALD: Who says so?\nLESK: The harbour.",
        "10:42 a.m. Ana Lesk says the boat is safe.\n10:57 a.m. Ivo Brand denies it.",
        "By Runa Sten\nPORT ANSEL, July 1 (Meridian) — Ana Lesk said that the boat was lost.",
        "KYIV, Ukraine (Meridian) - The mayor said on Tuesday that it was lost.",
    ],
)
def test_interviews_live_blogs_and_datelines_break_nothing(reader, text):
    record = reader.read(text, published="2031-07-02")
    check_positions(record)
    again = reader.read(text, published="2031-07-02")
    assert again == record


def test_a_dateline_is_no_speaker(reader):
    record = reader.read(
        "PORT ANSEL, July 1 (Meridian) — Ana Lesk said on Tuesday that the boat was lost.",
        published="2031-07-02",
    )
    assert speaker(record, "said") == "Ana Lesk"
    assert by_cue(record, "said").said_on == "2031-07-01"


def test_two_people_of_one_surname_are_kept_apart(reader):
    record = reader.read(
        "Ana Lesk said that the boat was lost. Her brother Ivo Lesk denied it. Ivo Lesk added that "
        "it was safe."
    )
    names = {a.name for a in record.actors}
    assert {"Ana Lesk", "Ivo Lesk"} <= names
    assert speaker(record, "added") == "Ivo Lesk"


@pytest.mark.parametrize(("capital", "state"), [("Kiev", "Ukraine"), ("Kyiv", "Ukraine")])
def test_a_capital_that_speaks_is_its_state_however_it_is_spelt(reader, capital, state):
    record = reader.read(f"{capital} has confirmed that the boats were moved.")
    found = by_cue(record, "confirmed").speaker
    assert (found.name, found.kind, found.how) == (state, "state", Form.SEAT)


def test_the_outlets_own_voice_is_marked(reader):
    record = reader.read(
        "The ferry sank off Port Ansel in May. Ana Lesk said that nobody was hurt.\n"
        "Will it be raised? It may be."
    )
    assert [p.text for p in record.own_voice] == ["The ferry sank off Port Ansel in May."]
