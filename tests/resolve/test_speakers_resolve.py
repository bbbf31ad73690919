"""Who is behind a statement: names, descriptions, pronouns, and nobody."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from speaker_texts import Said, resolve, speakers

from onrecord.types import ActorKind, Form

# What stands before each case's statement, so that somebody is known.
MOLL = "The minister, [Anton Moll], said the port would close. "
MOLL_SAID: Said = ("The minister, Anton Moll,", "said", "the port would close")
UNA = "Judge [Maria Brask] spoke of delays. "
UNA_SAID: Said = ("Judge Maria Brask", "spoke of", "delays")


@pytest.mark.parametrize(
    ("marked", "said", "expected"),
    [
        pytest.param(
            "[Moll] said it rains. [Anton Moll] left.", ("Moll", "said", "it rains"), "Anton Moll",
            id="short name, full one later",
        ),
        pytest.param(
            "[Anton Moll], the head of {Arvan Rail}, denied it.",
            ("Anton Moll, the head of Arvan Rail,", "denied", "it"), "Anton Moll",
            id="name with apposition",
        ),
        pytest.param(
            "The minister, [Anton Moll], denied it.",
            ("The minister, Anton Moll,", "denied", "it"), "Anton Moll",
            id="noun, then the name",
        ),
        pytest.param(
            "Another critic, [Anton Moll], objected to the plan.",
            ("Another critic, Anton Moll,", "objected to", "the plan"), "Anton Moll",
            id="indefinite noun, then the name",
        ),
        pytest.param(
            "A spokesman for [Anton Moll] denied it.",
            ("A spokesman for Anton Moll", "denied", "it"), "spokesman for Anton Moll",
            id="a spokesman for somebody is not that one",
        ),
        pytest.param(
            "[Anton Moll]'s lawyer denied it.",
            ("Anton Moll's lawyer", "denied", "it"), "Anton Moll's lawyer",
            id="somebody's lawyer is not that one",
        ),
        pytest.param(
            "[Anton Moll] and [Maria Brask] denied it.",
            ("Anton Moll and Maria Brask", "denied", "it"), "Anton Moll and Maria Brask",
            id="two",
        ),
        pytest.param(
            "[Anton Moll], [Maria Brask] and [Oda Fenn] denied it.",
            ("Anton Moll, Maria Brask and Oda Fenn", "denied", "it"),
            "Anton Moll and Maria Brask and Oda Fenn",
            id="three",
        ),
        pytest.param(
            "Two officials familiar with the talks said it rains.",
            ("Two officials familiar with the talks", "said", "it rains"),
            "Two officials familiar with the talks",
            id="unnamed, as described",
        ),
        pytest.param(
            "The harbour fee rose, a new survey says.",
            ("a new survey", "says", "The harbour fee rose"), "new survey",
            id="a document without its article",
        ),
        pytest.param(
            "<Moscow> denied it.", ("Moscow", "denied", "it"), "Russia", id="a capital is its state"
        ),
        pytest.param(
            "|Russian| troops denied it.", ("Russian troops", "denied", "it"), "Russia",
            id="troops are their state",
        ),
        pytest.param(
            "[Anton Moll] left. WALLACE: No.", ("WALLACE", ":", "No"), "WALLACE",
            id="a name that the model missed",
        ),
        pytest.param(
            "[Anton Moll] left. MOLL: No.", ("MOLL", ":", "No"), "Anton Moll",
            id="the same, known by a part of it",
        ),
    ],
)  # fmt: skip
def test_a_source_without_an_antecedent(marked: str, said: Said, expected: str) -> None:
    assert speakers(marked, said) == [expected]


@pytest.mark.parametrize(
    ("marked", "said", "expected"),
    [
        pytest.param(
            "The {Vesk Post} newspaper left. The newspaper said it rains.",
            [("The newspaper", "said", "it rains")],
            ["Vesk Post"],
            id="a body by the kind that stood behind its name",
        ),
        pytest.param(
            "{Arvan Rail}, a company, left. The company said it rains.",
            [("The company", "said", "it rains")],
            ["Arvan Rail"],
            id="a body by its apposition",
        ),
        pytest.param(
            "The {Vesk Toll Court} heard the {Vesk Supreme Court}. The toll court said it rains.",
            [("The toll court", "said", "it rains")],
            ["Vesk Toll Court"],
            id="of two courts the one with that word",
        ),
        pytest.param(
            "{Arvan Rail} runs the port. The {Vesk Toll Board} accused the company. "
            "The company said it rains.",
            [("The company", "said", "it rains")],
            ["Arvan Rail"],
            id="nobody is the object of what they do",
        ),
        pytest.param(
            "[Anton Moll] spoke of [Oda Fenn]'s boat. On Monday, he said it rains.",
            [("he", "said", "it rains")],
            ["Anton Moll"],
            id="he before whose boat it is",
        ),
        pytest.param(
            MOLL + "He added that ships were late.",
            [MOLL_SAID, ("He", "added", "ships were late")], ["Anton Moll"] * 2,
            id="he is who spoke last",
        ),
        pytest.param(
            MOLL + UNA + "He added that ships were late.",
            [MOLL_SAID, UNA_SAID, ("He", "added", "ships were late")],
            ["Anton Moll", "Maria Brask", "Anton Moll"],
            id="he is the man",
        ),
        pytest.param(
            UNA + MOLL + "She added that ships were late.",
            [UNA_SAID, MOLL_SAID, ("She", "added", "ships were late")],
            ["Maria Brask", "Anton Moll", "Maria Brask"],
            id="she is the woman",
        ),
        pytest.param(
            MOLL + "The minister added that ships were late.",
            [MOLL_SAID, ("The minister", "added", "ships were late")], ["Anton Moll"] * 2,
            id="the minister is the one who was called one",
        ),
        pytest.param(
            MOLL + UNA + "The minister added that ships were late.",
            [MOLL_SAID, UNA_SAID, ("The minister", "added", "ships were late")],
            ["Anton Moll", "Maria Brask", "Anton Moll"],
            id="the minister is not the judge",
        ),
        pytest.param(
            "{Arvan Rail} reported losses. The company said they would grow.",
            [("Arvan Rail", "reported", "losses"), ("The company", "said", "they would grow")],
            ["Arvan Rail"] * 2,
            id="the company",
        ),
        pytest.param(
            "The {Arvan Transport Agency} reported losses. The agency said they would grow.",
            [("The Arvan Transport Agency", "reported", "losses"),
             ("The agency", "said", "they would grow")],
            ["Arvan Transport Agency"] * 2,
            id="the agency, by its name",
        ),
        pytest.param(
            "Two officials said it rains. They added that it pours.",
            [("Two officials", "said", "it rains"), ("They", "added", "it pours")],
            ["Two officials"] * 2,
            id="they are the officials",
        ),
        pytest.param(
            "[Anton Moll] and [Maria Brask] denied it. They said it was late.",
            [("Anton Moll and Maria Brask", "denied", "it"), ("They", "said", "it was late")],
            ["Anton Moll and Maria Brask"] * 2,
            id="they are the two",
        ),
        pytest.param(
            UNA + "“I told [Anton Moll] so,” she said. “We agreed.”",
            [UNA_SAID, ("I", "told", "so"), ("she", "said", "“I told Anton Moll so,”")],
            ["Maria Brask"] * 3,
            id="I is whoever speaks",
        ),
        pytest.param(
            MOLL + "[Oto Lind] arrived. “He said he was ill,” Lind said.",
            [MOLL_SAID, ("He", "said", "he was ill"), ("Lind", "said", "“He said he was ill,”")],
            ["Anton Moll", "Anton Moll", "Oto Lind"],
            id="he is not who speaks the quotation",
        ),
        pytest.param(
            "“It is late,” said [Anton Moll]. “It is early,” said [Maria Brask]. “No,” he said. "
            "“Yes,” she said.",
            [("Anton Moll", "said", "“It is late,”"), ("Maria Brask", "said", "“It is early,”"),
             ("he", "said", "“No,”"), ("she", "said", "“Yes,”")],
            ["Anton Moll", "Maria Brask", "Anton Moll", "Maria Brask"],
            id="two in turn",
        ),
        pytest.param(
            MOLL + "[Maria Brask], who told reporters that it was late, left.",
            [MOLL_SAID, ("who", "told", "it was late")], ["Anton Moll", "Maria Brask"],
            id="who, after a name",
        ),
        pytest.param(
            "[Maria Brask], a former judge, who said it was late, left.",
            [("who", "said", "it was late")], ["Maria Brask"],
            id="who, after an apposition",
        ),
        pytest.param(
            "[Anton Moll]'s lawyer said it rains. His lawyer added that it pours.",
            [("Anton Moll's lawyer", "said", "it rains"), ("His lawyer", "added", "it pours")],
            ["Anton Moll's lawyer"] * 2,
            id="his lawyer is the same one",
        ),
        pytest.param(
            "A judge halted the works. Judge [Maria Brask] cited the noise.",
            [("A judge", "halted", "the works"), ("Judge Maria Brask", "cited", "the noise")],
            ["Maria Brask"] * 2,
            id="introduced without a name",
        ),
        pytest.param(
            "[Anton Moll]'s wife wept. [Maria Moll] said so. She left.",
            [("Anton Moll's wife", "wept", "so"), ("Maria Moll", "said", "so")],
            ["Maria Moll"] * 2,
            id="a wife of the same name",
        ),
        pytest.param(
            MOLL + "He promised repairs, adding that ships were late.",
            [MOLL_SAID, ("He", "promised", "repairs"), (None, "adding", "ships were late")],
            ["Anton Moll"] * 3,
            id="a participle without a source",
        ),
        pytest.param(
            "An interview with [Maria Brask].\nQ: Is it late?\nA: It is.",
            [("Q", ":", "Is it late?"), ("A", ":", "It is")], [None, "Maria Brask"],
            id="an interview",
        ),
    ],
)  # fmt: skip
def test_who_is_meant(marked: str, said: list[Said], expected: list[str | None]) -> None:
    assert speakers(marked, *said) == expected


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        pytest.param("He said it rains.", ("He", "said", "it rains"), id="nobody before"),
        pytest.param(
            "{Arvan Rail} lost money. He said it rains.", ("He", "said", "it rains"), id="a company"
        ),
        pytest.param(
            "[Anton Moll] left. She said it rains.", ("She", "said", "it rains"), id="a man"
        ),
        pytest.param("You know it rains.", ("You", "know", "it rains"), id="the reader"),
        pytest.param("I know it rains.", ("I", "know", "it rains"), id="the author"),
        pytest.param(
            "The transition shows it rains.", ("The transition", "shows", "it rains"),
            id="nothing that speaks",
        ),
    ],
)  # fmt: skip
def test_it_abstains(marked: str, said: Said) -> None:
    found = resolve(marked, said).statements[0].speaker
    assert found is not None
    assert found.actor is None
    assert found.name == said[0]


@pytest.mark.parametrize(
    ("marked", "said", "expected"),
    [
        pytest.param(
            "PORT VESK ({Vesk Wire}) - The port authority denied it.",
            ("The port authority", "denied", "it"),
            "port authority",
            id="the dateline's agency is no authority",
        ),
        pytest.param(
            "PORT VESK ({Vesk Wire}) - Arvan's interior ministry denied it.",
            ("Arvan's interior ministry", "denied", "it"),
            "Arvan's interior ministry",
            id="whose ministry it is makes it a body of its own",
        ),
        pytest.param(
            "<Peru> is far. The regulator denied it.",
            ("The regulator", "denied", "it"),
            "regulator",
            id="a regulator is no state",
        ),
        pytest.param(
            "{Vesk Ltd} fell. The ministry denied it.",
            ("The ministry", "denied", "it"),
            "ministry",
            id="a ministry has that in its name",
        ),
        pytest.param(
            "[Ada Brask] met the mayor, [Ira Moll], who denied it. The mayor, [Ira Moll], sat.",
            ("The mayor", "denied", "it"),
            "Ira Moll",
            id="the name apposed after the source",
        ),
        pytest.param(
            "A teacher, [Ira Moll], and a baker known only as Sam denied it.",
            ("a baker known only as Sam", "denied", "it"),
            "Sam",
            id="a name that is given",
        ),
        pytest.param(
            "The spokesman of {Vesk Front}, who goes by the name [Abu Moll], denied it.",
            ("The spokesman of Vesk Front, who goes by the name Abu Moll,", "denied", "it"),
            "Abu Moll",
            id="goes by the name",
        ),
        pytest.param(
            "[Anton Moll] of |Peruvian| fame won. The |Peruvian| denied it.",
            ("The Peruvian", "denied", "it"),
            "Anton Moll",
            id="one by nationality",
        ),
        pytest.param(
            "[Anton Moll] won. The 19-year-old denied it.",
            ("The 19-year-old", "denied", "it"),
            "Anton Moll",
            id="one by age",
        ),
        pytest.param(
            "{Vesk Foods} fell after the {Arvan Herald} spoke. The newspaper denied it.",
            ("The newspaper", "denied", "it"),
            "Arvan Herald",
            id="an outlet is the newspaper",
        ),
        pytest.param(
            "<Peru>'s army denied it.",
            ("Peru's army", "denied", "it"),
            "Peru's army",
            id="an army is not its state",
        ),
        pytest.param(
            "The |Peruvian| state denied it.",
            ("The Peruvian state", "denied", "it"),
            "Peru",
            id="the state itself",
        ),
        pytest.param(
            "A study published on Monday denied it.",
            ("A study published on Monday", "denied", "it"),
            "study published on Monday",
            id="a document before its participle",
        ),
    ],
)
def test_whose_words_stand_beside_the_source(
    marked: str, said: Said, expected: str
) -> None:  # fmt: skip
    assert speakers(marked, said) == [expected]


def test_armies_of_one_state_are_one_body_with_its_country() -> None:
    found = resolve(
        "The |Peruvian| army denied it. <Peru>'s army said so. The army left.",
        ("The Peruvian army", "denied", "it"),
        ("Peru's army", "said", "so"),
    )
    first, second = (s.speaker for s in found.statements)
    assert first is not None
    assert second is not None
    assert first.actor == second.actor
    assert (first.kind, first.country) == (ActorKind.ORGANISATION, "PE")


def test_a_speaker_takes_what_is_told_of_the_actor() -> None:
    found = resolve(MOLL + "He added that ships were late.", MOLL_SAID, ("He", "added", "ships"))
    first, second = (s.speaker for s in found.statements)
    assert first is not None
    assert second is not None
    assert first.role == second.role == "minister"
    assert (first.how, second.how) == (Form.NAME, Form.PRONOUN)
    assert first.actor == second.actor
    assert second.score is not None
    assert 0.4 <= second.score <= 1.0


def test_a_speaker_takes_the_role_that_stands_in_another_statement() -> None:
    found = resolve(
        "[Anton Moll] said it rains. The former Vesk governor added that it pours.",
        ("Anton Moll", "said", "it rains"),
        ("The former Vesk governor", "added", "it pours"),
    )
    speakers = [statement.speaker for statement in found.statements]
    assert {speaker.name for speaker in speakers} == {"Anton Moll"}
    assert {speaker.role for speaker in speakers} == {"Vesk governor"}


def test_mentions_get_their_actors() -> None:
    found = resolve(MOLL + "He added that his ships were late.", MOLL_SAID)
    [actor] = [a for a in found.actors if a.name == "Anton Moll"]
    forms = [(m.text, m.form) for m in found.mentions if m.actor == actor.id]
    assert forms == [
        ("The minister", Form.TITLE),
        ("Anton Moll", Form.NAME),
        ("He", Form.PRONOUN),
        ("his", Form.PRONOUN),
    ]


def test_an_unnamed_speaker_becomes_an_actor_with_a_mention() -> None:
    found = resolve(
        "Two |Peruvian| officials said it rains.", ("Two Peruvian officials", "said", "it")
    )
    speaker = found.statements[0].speaker
    assert speaker is not None
    [actor] = [a for a in found.actors if a.id == speaker.actor]
    assert actor.kind is ActorKind.UNNAMED
    assert actor.country is not None
    assert actor.country.value == "PE"
    assert actor.number is not None
    assert any(m.actor == actor.id and m.form is Form.UNNAMED for m in found.mentions)


def test_links_decide_what_the_rules_leave_open() -> None:
    text = "{Arvan Rail} paid {Vesk Ports} and {Oda Lines} for the works. They said it rains."
    said: Said = ("They", "said", "it rains")
    plain = resolve(text, said)
    they, ports = (
        next(m.span for m in plain.mentions if m.text == words) for words in ("They", "Vesk Ports")
    )
    linked = resolve(text, said, links={(they, ports): 0.99})
    found = [r.statements[0].speaker for r in (plain, linked)]
    assert [s.name if s else None for s in found] != ["Vesk Ports", "Vesk Ports"]
    assert found[1] is not None
    assert found[1].name == "Vesk Ports"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aHe “”\".,:'’\nQA-—", max_size=80))
def test_any_text_is_resolved(text: str) -> None:
    marked = "[Anton Moll] said no. " + text + " He said yes."
    found = resolve(marked, ("He", "said", "yes"))
    known = {actor.id for actor in found.actors}
    assert all(m.actor is None or m.actor in known for m in found.mentions)


def test_time_grows_with_the_text_not_faster() -> None:
    # A thousand names and two thousand statements: quadratic work would take minutes.
    names = [f"[Ira {a}{b}{c}]" for a in "KLMNPRSTVW" for b in "aeiouyaeio" for c in "bdfgklmnpr"]
    marked = " ".join(f"{name} said it rains. He said it pours." for name in names)
    found = resolve(marked)
    assert len(found.actors) > 500
