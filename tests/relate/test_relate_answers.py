"""Who denies, confirms and repeats what, in reports of a few statements."""

from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from told import Report, report

from onrecord.relate import find_answers
from onrecord.types import Passage, Span


def answers(told: Report) -> set[str]:
    found = find_answers(told.paragraphs, told.words, told.statements, told.actors, told.mentions)
    return {f"{r.from_id} {r.kind} {r.to_id}" for r in found}


CASES = {
    "this claim": (
        ("Orlo: Orlo | said | that the dam was unsafe", "Brask: Brask | rejected | this claim"),
        {"2 denies 1"},
    ),
    "a claim of the same sentence, with no source": (
        (
            "Vesk: Vesk | blamed | the failure of the harvest on Minister Brask",
            "+-: - | allegedly | sold the seed abroad",
            "Brask: Brask | has rejected | this claim",
        ),
        {"3 denies 1", "3 denies 2"},
    ),
    "it is a lie": (
        ("Orlo: Orlo | claimed | that Brask took money", "Brask: Brask | said | “It is a lie.”"),
        {"2 denies 1"},
    ),
    "that is not true": (
        (
            "Orlo: Orlo | said | that the bridge had been closed for weeks",
            "Brask: Brask | insisted | “That’s not true.”",
        ),
        {"2 denies 1"},
    ),
    "calls the allegations baseless": (
        (
            "Orlo: Orlo | accused | Brask of taking bribes",
            "&Orlo: He | added | that Brask had hidden the money",
            "Brask: Brask | called | the allegations baseless",
        ),
        {"3 denies 1", "3 denies 2"},
    ),
    "a person's claim, named": (
        (
            "Orlo: Mayor Orlo | said | the dam would burst in spring",
            "Runa: Engineer Runa | said | the dam was old",
            "Brask: Brask | dismissed | Orlo’s claim",
        ),
        {"3 denies 1"},
    ),
    "whose claim about what": (
        (
            "Orlo: Orlo | said | that rain had delayed the ferries",
            "Orlo: Orlo | said | that prices in the harbour had doubled",
            "Orlo: Orlo | said | that schools were shut",
            "Brask: Brask | said | Orlo’s claims about harbour prices doubled overnight were wrong",
        ),
        {"4 denies 2"},
    ),
    "says that somebody is right": (
        (
            "Orlo: Orlo | said | that the tunnel leaked",
            "Runa: Runa | said | the ferry was late",
            "Brask: Brask | said | Orlo was right",
        ),
        {"3 confirms 1"},
    ),
    "you're right": (
        (
            "Orlo: A farmer | said | the wells had run dry",
            "Brask: Brask | replied | “You’re right, they have.”",
        ),
        {"2 confirms 1"},
    ),
    "agreed with": (
        (
            "Orlo: Orlo | said | that the tunnel leaked",
            "Brask: Brask | agreed with | Orlo",
        ),
        {"2 confirms 1"},
    ),
    "said as much": (
        (
            "Orlo: Critics | saw | the speech as a threat",
            "&Brask: Brask | said | as much",
        ),
        {"2 confirms 1"},
    ),
    "confirms what was claimed": (
        (
            "Orlo: Orlo | claimed | that Vesk was massing soldiers near the northern border",
            "Runa: Runa | said | that the harvest had been poor",
            "Brask: Brask | confirmed | that Vesk was sending troops to its northern border",
        ),
        {"3 confirms 1"},
    ),
    "the claim stands after its denial": (
        (
            "Brask: Brask | denied | that the ministry had sold the island radar",
            "Orlo: Orlo | had claimed | that the ministry sold the island radar to a bank",
        ),
        {"1 denies 2"},
    ),
    "a verdict far behind what it is on": (
        (
            "Orlo: Orlo | claimed | that nine wells had run dry in the valley",
            "Brask: The Argus | ruled | that Orlo’s statement about “nine dry wells” is true",
        ),
        {"2 confirms 1"},
    ),
    "whose report it is stands before the noun": (
        (
            "Argus: The Argus | reported | that the mayor had met the builders nine times",
            "Runa: Runa | said | that the builders should be heard",
            "Brask: Brask | said | the Argus report was misleading",
        ),
        {"3 denies 1"},
    ),
    "a criticism, not what was said last": (
        (
            "Orlo: Orlo | criticised | the council for closing the school",
            "Orlo: Orlo | said | the summer was long",
            "Brask: Brask | echoed | the criticism",
        ),
        {"3 confirms 1"},
    ),
    "past a mere mention of a statement": (
        (
            "Orlo: Orlo | claimed | that the wells had run dry",
            "Runa: Runa | examined | the mayor’s statement",
            "Brask: Brask | said | that is wrong",
        ),
        {"3 denies 1"},
    ),
    "a member says what the group says": (
        (
            "farmers: Some farmers | believe | the northern wells will run dry before the harvest",
            "Runa: “The northern wells will run dry before the harvest,” | Runa said |"
            " “The northern wells will run dry before the harvest is in.”",
        ),
        {"2 repeats 1"},
    ),
    "a summary and its quotation": (
        (
            "Orlo: Orlo | called | the island treaty a “grave mistake”",
            "&Orlo: “This treaty about the island is a grave mistake,” | he said |"
            " “The treaty is a grave mistake.”",
        ),
        {"2 repeats 1"},
    ),
}


@pytest.mark.parametrize(("lines", "expected"), CASES.values(), ids=CASES)
def test_answers(lines, expected):
    assert answers(report(*lines)) == expected


NONE = {
    "a denial of what nobody says here": (
        "Orlo: Orlo | said | the weather was fine",
        "Brask: Brask | denied | that she had sold radar parts",
    ),
    "what a speaker takes back": (
        "Orlo: Orlo | said | that taxes would fall",
        "Brask: Brask | backpedaled on | his prediction of a rich harvest",
    ),
    "a denial of doing something with what was said": (
        "Orlo: Orlo | said | “We are sorry.”",
        "Brask: Brask | denied sitting on | the complaints",
    ),
    "a noun that is not what is confirmed": (
        "Orlo: Orlo | said | that the mayor read the letters",
        "Brask: Brask | admitted | that he broke into the account of the mayor",
    ),
    "sides with a person": (
        "Orlo: Orlo | said | that the dam was old",
        "Brask: Brask | sided with | Orlo",
    ),
    "a refusal is no assertion": (
        "Orlo: Orlo | refused | to hold hearings",
        "Brask: Brask | said | “It is ludicrous.”",
    ),
    "the same name and nothing else": (
        "Orlo: Orlo | said | that Minister Brask slept",
        "Orlo: Orlo | said | “Every evening Brask went home.”",
    ),
    "a criticism": (
        "Orlo: Orlo | said | that taxes would fall",
        "Brask: Brask | criticised | Orlo for his plans",
    ),
    "a question": (
        "Orlo: Orlo | said | that taxes fell",
        "Brask: Brask | asked | “Is that true?”",
    ),
    "a refusal to confirm": (
        "Orlo: Orlo | said | that the tunnel leaked",
        "Brask: Brask | refused to confirm | that claim",
    ),
    "a denial that may come": (
        "Orlo: Orlo | said | that the tunnel leaked",
        "Brask: Brask | may deny | that claim",
    ),
    "nobody said that it is untrue": (
        "Orlo: Orlo | said | that the tunnel leaked",
        "Brask: Brask | said | it was not wrong to ask",
    ),
    "right now is no verdict": (
        "Orlo: Orlo | said | that the tunnel leaked",
        "Brask: Brask | said | it is right to wait",
    ),
    "a thing that is wrong": (
        "Orlo: Orlo | said | that the tunnel leaked",
        "Brask: Brask | said | the dam was wrong for the valley",
    ),
    "one's own claim": (
        "Orlo: Orlo | said | that the tunnel leaked",
        "Orlo: Orlo | rejected | this claim",
    ),
    "another speaker's same subject": (
        "Orlo: Orlo | said | that the island ferry was late",
        "Brask: Brask | said | that the island ferry was red",
    ),
    "a rejected proposal": (
        "Orlo: Orlo | said | that the tunnel leaked",
        "Brask: Brask | rejected | the offer of a loan",
    ),
    "far away": (
        "Orlo: Orlo | said | that the tunnel leaked",
        *("Runa: Runa | asked | why the market was closed" for _ in range(4)),
        "Brask: Brask | said | “That is a lie.”",
    ),
}


@pytest.mark.parametrize("lines", NONE.values(), ids=NONE)
def test_no_answer(lines):
    assert not answers(report(*lines))


def test_a_seat_of_power_names_all_who_speak_for_its_state():
    told = report(
        "Lund (XA): General Lund | claimed | that Norland was massing tanks",
        "&Lund (XA): He | noted | that lanes had been cleared for an attack",
        "Guard (XA): The Border Guard | has said | that it had seen strangers",
        "Tessa (XB): Tessa | said | the tanks defended Norland",
        "&Tessa (XB): She | dismissed | Portby’s accusations as a show",
        states={"Austreich": "XA", "Norland": "XB"},
        Portby="Austreich",
    )
    assert answers(told) == {"5 denies 1", "5 denies 2", "5 denies 3"}
    # Without knowing what the seat stands for, nothing is sure.
    assert not answers(Report(told.text, told.statements))


def test_states_and_sides_are_treated_alike():
    def swapped(one: str, other: str) -> set[str]:
        return answers(
            report(
                f"{one}: {one} | claimed | that the strait was mined",
                f"{other}: {other} | called | the claim propaganda",
            )
        )

    assert swapped("Norland", "Austreich") == swapped("Austreich", "Norland") == {"2 denies 1"}


def test_what_stands_in_another_statement_is_not_answered_by_it():
    told = report(
        "Orlo: Orlo | said | that Brask denied that the island dam was unsafe",
        "Brask: Brask | denied | the island dam was unsafe",
    )
    inner = replace(told.statements[1], content=told.statements[0].content, within="1")
    assert not answers(Report(told.text, [told.statements[0], inner]))


def test_scores_are_probabilities_and_pairs_are_unique():
    told = report(*(line for lines, _ in CASES.values() for line in lines))
    found = find_answers(told.paragraphs, told.words, told.statements)
    assert found
    assert all(0 < r.score <= 1 for r in found)
    assert len({frozenset((r.from_id, r.to_id)) for r in found}) == len(found)


LINES = [line for lines, _ in CASES.values() for line in lines] + [
    line for lines in NONE.values() for line in lines
]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=8), st.randoms())
def test_the_order_in_which_statements_are_given_does_not_matter(lines, random):
    lines = [line.lstrip("+&") for line in lines]
    told = report(*lines)
    shuffled = list(told.statements)
    random.shuffle(shuffled)
    assert answers(told) == answers(Report(told.text, shuffled))


def test_a_report_of_thousands_of_statements_takes_its_time_once():
    few, many = (
        report(*(LINES[i % len(LINES)].lstrip("+&") for i in range(n))) for n in (250, 2000)
    )
    spent = []
    for told in (few, many):
        paragraphs, words = told.paragraphs, told.words
        started = process_time()
        find_answers(paragraphs, words, told.statements)
        spent.append(process_time() - started)
    assert spent[1] < 40 * spent[0] + 0.5


@pytest.mark.parametrize(("noun", "expected"), [("a claim", {"2 denies 1"}), ("a boat", set())])
def test_a_denial_answers_the_content_that_its_noun_is_apposed_to(noun, expected):
    told = report(
        f"Orlo: Orlo | said | that the dam was unsafe, {noun}",
        "+Brask: Brask | dismissed | as fantasy",
    )
    first, second = told.statements
    at, end = told.text.index(f", {noun}"), told.text.index(noun) + len(noun)
    said = Passage.of(told.text, (Span(first.content.spans[0].start, at),))
    denied = Passage.of(told.text, (Span(at + 2, end), *second.content.spans))
    told.statements[:] = [replace(first, content=said), replace(second, content=denied)]
    assert answers(told) == expected
