"""How cues are read. A row: cue, content, act, and what else the reading says.

The extra words are ``-`` negated, ``?`` hypothetical, ``distancing`` and ``endorsing``.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extract.acts import ActReading, classify
from onrecord.types import Act, Framing

CONTENT = "the border would stay shut"

PLAIN = [
    # Forms of one verb, auxiliaries and adverbs around it.
    ("said", "say"),
    ("has also said", "say"),
    ("have repeatedly said", "say"),
    ("told reporters", "say"),
    ("said in a statement", "say"),
    ("issued a statement saying", "say"),
    ("went on to say", "say"),
    ("according to", "say"),
    ("in the words of", "say"),
    ("was quoted as saying", "say"),
    ("on condition of anonymity", "say"),
    ("wrote on Facebook", "say"),
    (":", "say"),
    ("—", "say"),
    ("has ruled", "say"),
    ("labelled", "say"),
    ("labeled", "say"),
    ("tweeted", "say"),
    ("chatted about", "say"),
    ("denied", "deny"),
    ("denying", "deny"),
    ("has been denying", "deny"),
    ("denies", "deny"),
    ("flatly denied", "deny"),
    ("rejection of", "deny"),
    ("refuted", "deny"),
    ("ruled out", "deny"),
    ("has ruled out", "deny"),
    ("pleaded not guilty", "deny"),
    ("disagreed with", "deny"),
    ("do not agree with", "deny"),
    ("in a denial", "deny"),
    ("maintained", "claim"),
    ("insists", "claim"),
    ("asserted", "claim"),
    ("has long argued", "claim"),
    ("contends", "claim"),
    ("predicted", "claim"),
    ("made the case", "claim"),
    ("doubled down on", "claim"),
    ("confirmed", "confirm"),
    ("has confirmed", "confirm"),
    ("corroborated", "confirm"),
    ("agreed", "confirm"),
    ("pleaded guilty", "confirm"),
    ("apologised for", "confirm"),
    ("apologized for", "confirm"),
    ("accused", "accuse"),
    ("blamed", "accuse"),
    ("has been accusing", "accuse"),
    ("levelled accusations", "accuse"),
    ("pointed the finger at", "accuse"),
    ("filed a lawsuit", "accuse"),
    ("was charged with", "accuse"),
    ("warned", "warn"),
    ("issued a stark warning", "warn"),
    ("cautioned", "warn"),
    ("sounded the alarm", "warn"),
    ("threatened", "threaten"),
    ("is threatening", "threaten"),
    ("repeated his threat", "threaten"),
    ("promised", "promise"),
    ("vowed", "promise"),
    ("has pledged", "promise"),
    ("swore", "promise"),
    ("gave assurances", "promise"),
    ("called for", "demand"),
    ("called on", "demand"),
    ("has repeatedly called for", "demand"),
    ("urged", "demand"),
    ("insisted on", "demand"),
    ("demanding", "demand"),
    ("ordered", "demand"),
    ("renewed calls for", "demand"),
    ("pushed for", "demand"),
    ("proposed", "propose"),
    ("recommends", "propose"),
    ("put forward", "propose"),
    ("made a proposal", "propose"),
    ("advised", "propose"),
    ("offered", "propose"),
    ("asked", "ask"),
    ("wondered", "ask"),
    ("inquired", "ask"),
    ("was asked about", "ask"),
    ("a question about", "ask"),
    ("praised", "praise"),
    ("hailed", "praise"),
    ("endorses", "praise"),
    ("expressed support for", "praise"),
    ("thanked", "praise"),
    ("spoke in favour of", "say"),
    ("is supportive of", "praise"),
    ("criticised", "criticise"),
    ("criticized", "criticise"),
    ("slammed", "criticise"),
    ("condemning", "criticise"),
    ("hit back at", "criticise"),
    ("voiced strong opposition to", "criticise"),
    ("against", "criticise"),
    ("in a tweet criticising", "criticise"),
    ("took issue with", "criticise"),
    ("believes", "believe"),
    ("thought", "believe"),
    ("expressed concern", "believe"),
    ("is convinced", "believe"),
    ("are worried", "believe"),
    ("fears", "believe"),
    ("is expected", "believe"),
    ("in the view of", "believe"),
    ("was of the opinion", "believe"),
    ("plans", "intend"),
    ("hopes", "intend"),
    ("wanted", "intend"),
    ("would like", "intend"),
    ("’d like", "intend"),
    ("has decided", "intend"),
    ("is eager", "intend"),
    ("announced plans", "intend"),
]

FRAMED = [
    ("claimed", "claim", "distancing"),
    ("has falsely claimed", "claim", "distancing"),
    ("made the claim", "claim", "distancing"),
    ("boasted", "claim", "distancing"),
    ("alleged", "claim", "distancing"),
    ("alleging", "claim", "distancing"),
    ("was alleged", "allege", "distancing"),
    ("allegedly", "allege", "distancing"),
    ("reportedly", "allege", "distancing"),
    ("purportedly", "allege", "distancing"),
    ("supposedly", "allege", "distancing"),
    ("allegations of", "allege", "distancing"),
    ("is rumoured", "allege", "distancing"),
    ("is said", "allege", "distancing"),
    ("so-called", "say", "distancing"),
    ("allegedly said", "say", "distancing"),
    ("reportedly accused", "accuse", "distancing"),
    ("noted", "say", "endorsing"),
    ("pointed out", "say", "endorsing"),
    ("has pointed out", "say", "endorsing"),
    ("revealed", "say", "endorsing"),
    ("made it clear", "say", "endorsing"),
    ("shows", "say", "endorsing"),
    ("rightly said", "say", "endorsing"),
    ("admitted", "confirm", "endorsing"),
    ("acknowledges", "confirm", "endorsing"),
    ("conceded", "confirm", "endorsing"),
    ("realised", "believe", "endorsing"),
    ("insisted", "claim", "neutral"),
    ("confirmed", "confirm", "neutral"),
]

POLARITY = [
    ("did not deny", "say", "-"),
    ("didn’t deny", "say", "-"),
    ("refused to confirm", "say", "-"),
    ("declined to comment", "say", "-"),
    ("declined to comment on", "say", "-"),
    ("would not say", "say", "-"),
    ("wouldn't say", "say", "-"),
    ("could neither confirm nor deny", "say", "-"),
    ("neither confirmed nor denied", "say", "-"),
    ("did not rule out", "say", ""),
    ("has not ruled out", "say", ""),
    ("would not rule out", "say", ""),
    ("did not mention", "say", "-"),
    ("never said", "say", "-"),
    ("no comment", "say", "-"),
    ("made no mention of", "say", "-"),
    ("stopped short of accusing", "accuse", "-"),
    ("without naming", "say", "-"),
    ("does not believe", "believe", "-"),
    ("no longer believes", "believe", "-"),
    ("doubted", "believe", "-"),
    ("does not doubt", "believe", ""),
    ("has no plans", "intend", "-"),
    ("refused", "intend", "-"),
    ("declined", "say", "-"),
    ("did not refuse to answer", "say", ""),
    ("failed to condemn", "criticise", "-"),
    ("refused to endorse", "praise", "-"),
    ("not only accused", "accuse", ""),
    ("have yet to comment", "say", "-"),
    ("may say", "say", "?"),
    ("would claim", "claim", "?"),
    ("might argue", "claim", "?"),
    ("could say", "say", "?"),
    ("should apologise", "confirm", "?"),
    ("may not agree", "deny", "?"),
    ("is expected to announce", "say", "?"),
    ("is likely to argue", "claim", "?"),
    ("will say", "say", ""),
    ("will announce", "say", ""),
    ("seemed to suggest", "say", ""),
]

BY_CONTENT = [
    ("rejected", "Minsk-like accusations of theft", "deny"),
    ("rejected", "the idea that it had lied", "deny"),
    ("rejected", "that it had lied", "deny"),
    ("rejected", "the offer", "criticise"),
    ("rejected", "the bill", "criticise"),
    ("rejected claims", "of theft", "deny"),
    ("dismissed", "the report", "deny"),
    ("dismissed", "the minister’s tale as a “fantasy”", "deny"),
    ("dismissed", "the proposal", "criticise"),
    ("asked", "whether the bridge was safe", "ask"),
    ("asked", "the mayor to resign", "demand"),
    ("asked", "to see the treaty", "demand"),
    ("asked", "about her visit to Vesk", "ask"),
    ("asked", "the mayor about his visit to the fair", "ask"),
    ("told", "them to leave", "say"),
    ("told", "to leave at once", "demand"),
    ("suggested", "moving the talks to Orlo", "propose"),
    ("suggested", "that the talks should move", "propose"),
    ("suggested", "the talks had failed", "say"),
    ("agreed", "to hold talks", "promise"),
    ("agreed", "that the talks had failed", "confirm"),
    ("questioned", "whether he was fit", "ask"),
    ("questioned", "his fitness", "criticise"),
    ("challenged", "the council to act", "demand"),
    ("challenged", "the ruling", "criticise"),
    ("determined", "that it was theft", "say"),
    ("determined", "to stay", "intend"),
    ("asked", "“Is it safe?”", "ask"),
    ("pressed", "for an answer", "demand"),
    ("called", "her a liar", "say"),
    ("said", "it had allegedly been stolen", "say"),
    ("said", "“I deny it”", "say"),
]


KNOWN = ("not", "never", "did", "would", "said", "deny", "refused", "to", "claim", "if", "’d", "—")


def read(cue: str, content: str = CONTENT, before: str = "", after: str = "") -> str:
    reading = classify(cue, content, before, after)
    flags = "-" * reading.negated + "?" * reading.hypothetical
    return " ".join(part for part in (reading.act.value, flags) if part)


@pytest.mark.parametrize(("cue", "act"), PLAIN)
def test_an_act_is_read_from_its_cue(cue, act):
    assert classify(cue, CONTENT).act == act
    assert read(cue) == act


@pytest.mark.parametrize(("cue", "act", "framing"), FRAMED)
def test_framing_is_read_from_the_cue(cue, act, framing):
    reading = classify(cue, CONTENT)
    assert (reading.act, reading.framing) == (act, framing)


@pytest.mark.parametrize(("cue", "act", "flags"), POLARITY)
def test_negation_and_supposition(cue, act, flags):
    assert read(cue) == f"{act} {flags}".strip()


@pytest.mark.parametrize(("cue", "content", "act"), BY_CONTENT)
def test_the_content_decides_between_acts(cue, content, act):
    assert read(cue, content) == act


@pytest.mark.parametrize(
    ("before", "cue", "after", "expected"),
    [
        ("The minister did not ", "deny", " the theft.", "say -"),
        ("If he ", "says", " that, talks end.", "say ?"),
        ("Unless the ministry ", "confirms", " it, nothing moves.", "confirm ?"),
        ("Asked if it would close, he ", "said", " no.", "say"),
        ("Nobody ", "has claimed", " the attack.", "claim -"),
        ("No official ", "has confirmed", " it.", "say -"),
        ("Neither side ", "commented", ".", "say -"),
        ("The premier, Ada May, ", "said", " so.", "say"),
        ("Premier May ", "said", " so.", "say"),
        ("“There is no doubt,” she ", "said", ".", "say"),
        ("He might ", "argue", " that", "claim ?"),
        ("The council has ", "called", " for an inquiry.", "demand"),
        ("The council has ", "called", " the inquiry a farce.", "say"),
        ("The council ", "pleaded", " guilty.", "confirm"),
        ("The ministry ", "refused", " to confirm the theft.", "say -"),
        ("The mayor ", "declined", " to endorse him.", "praise -"),
        ("The ministry ", "hit", " back at Orlo.", "criticise"),
        ("the ", "reported", " theft", "allege"),
        ("the ", "report", " of a theft", "say"),
        ("He ", "notes", " that", "say"),
        ("In his ", "notes", ", the theft", "say"),
        ("the ", "alleged", " theft", "allege"),
        ("Sela’s ", "alleged", " theft", "allege"),
        ("The paper ", "alleged", " theft", "claim"),
        ("He is ", "said", " to have fled.", "allege"),
        ("The toll was ", "said", " by the ministry to be nine.", "say"),
    ],
)
def test_words_around_the_cue_count(before, cue, after, expected):
    assert read(cue, after.strip(), before, after) == expected


def test_the_tables_show_every_act_and_framing():
    shown = {act for _, act in PLAIN} | {act for _, act, _ in FRAMED}
    assert shown == {act.value for act in Act}
    assert {framing for *_, framing in FRAMED} == {framing.value for framing in Framing}


def test_the_row_that_decides_is_named():
    assert classify("has falsely claimed", CONTENT).matched == "claim"
    assert classify("called repeatedly for", CONTENT).matched == "call for"
    assert classify("criticized", CONTENT).matched == "criticise"
    assert classify("at two press conferences", CONTENT).matched == "press conference"


def test_an_unknown_cue_is_say_or_follows_its_family():
    assert classify("whirred", CONTENT) == ActReading(Act.SAY, Framing.NEUTRAL, False, False, None)
    assert classify("did not re-endorse", CONTENT) == ActReading(
        Act.PRAISE, Framing.NEUTRAL, True, False, None
    )


@pytest.mark.parametrize("who", ["himself", "herself", "itself", "themselves"])
def test_a_speakers_gender_does_not_count(who):
    assert classify(f"defended {who}", CONTENT) == classify("defended himself", CONTENT)


def test_a_noun_and_a_verb_of_one_spelling_differ():
    assert classify("notes", CONTENT, before="He ").framing == Framing.ENDORSING
    assert classify("note", CONTENT, before="Some ").framing == Framing.ENDORSING
    assert classify("notes", CONTENT, before="In his ").framing == Framing.NEUTRAL


def test_speakers_do_not_count():
    readings = {
        classify("claimed", CONTENT, before=f"{source} ", after=" that")
        for source in ("Orlo", "Vesk", "the rebels", "the President", "a nine-year-old", "NATO")
    }
    assert len(readings) == 1


@given(st.text(), st.text(), st.text(), st.text())
@settings(max_examples=200, deadline=None)
def test_no_text_is_too_strange(cue, content, before, after):
    assert classify(cue, content, before, after).act in Act


@given(st.lists(st.sampled_from(KNOWN)))
@settings(max_examples=200, deadline=None)
def test_no_mix_of_known_words_is_too_strange(words):
    assert classify(" ".join(words), CONTENT) == classify(" ".join(words).upper(), CONTENT)


@pytest.mark.parametrize("unit", ["said ", "not refused to ", "a", "'", "-", "so-", "“ "])
def test_a_very_long_cue_is_read_in_linear_time(unit):
    reading = classify(unit * (10_000 // len(unit)), unit * 10_000, unit * 10_000, unit * 10_000)
    assert reading.act in Act
