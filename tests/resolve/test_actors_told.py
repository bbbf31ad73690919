"""What a report tells of somebody beside the name."""

import pytest

from tests.resolve.actor_texts import actors_of, only_actor

TOLD = [
    # marked text, role, rank, affiliation, tenure, country
    ("Peruvian minister [Ada Ode] spoke.", "Peruvian minister", None, None, None, "PE"),
    ("Colonel [Ada Ode] spoke.", None, "Colonel", None, None, None),
    ("Lt. Gen. [Ada Ode] spoke.", None, "Lt. Gen.", None, None, None),
    ("Dr. [Ada Ode] spoke.", None, "Dr.", None, None, None),
    (
        "Colonel [Ada Ode], deputy commander of Peruvian naval forces, spoke.",
        "deputy commander of Peruvian naval forces",
        "Colonel",
        "Peruvian naval forces",
        None,
        "PE",
    ),
    (
        "[Ada Ode], the spokesman for Peru’s Border Board, spoke.",
        "spokesman for Peru’s Border Board",
        None,
        "Peru’s Border Board",
        None,
        "PE",
    ),
    ("then-UK Prime Minister [Ada Ode], who left", "UK Prime Minister", None, None, "former", "GB"),
    ("ex-mayor [Ada Ode] spoke.", "mayor", None, None, "former", None),
    (
        "the acting Ode Bank chief [Ada Lind] spoke.",
        "Ode Bank chief",
        None,
        "Ode Bank",
        "acting",
        None,
    ),
    ("former Ode Bank chief [Ada Lind] spoke.", "Ode Bank chief", None, "Ode Bank", "former", None),
    ("[Ada Ode], 45, a teacher, spoke.", "teacher", None, None, None, None),
    (
        "[Ada Ode], who is the head of Ode Bank, spoke.",
        "head of Ode Bank",
        None,
        "Ode Bank",
        None,
        None,
    ),
    (
        "[Ada Ode], who served as deputy mayor of Lima, spoke.",
        "deputy mayor of Lima",
        None,
        None,
        None,
        "PE",
    ),
    ("[Ada Ode] is the head of Ode Bank.", "head of Ode Bank", None, "Ode Bank", None, None),
    ("The bank’s head, [Ada Ode], spoke.", "bank’s head", None, "bank", None, None),
    ("Rep. [Ada Ode], D-Ohio, spoke.", "Rep.", None, None, None, "US"),
    ("Sen. [Ada Ode] (R-Wis.) spoke.", "Sen.", None, None, None, "US"),
    (
        "Sen. [Ada Ode] (R-Wis.), head of the Trade Board, spoke.",
        "head of the Trade Board",
        None,
        "Trade Board",
        None,
        "US",
    ),
    ("Governor [Ada Ode] of Queensland spoke.", "Governor", None, None, None, "AU"),
    ("Chile’s [Ada Ode] spoke.", None, None, None, None, "CL"),
    ("Ode News’s [Ada Lind] spoke.", None, None, "Ode News", None, None),
    ("Kremlin spokesman [Ada Ode] spoke.", "Kremlin spokesman", None, "Kremlin", None, "RU"),
    ("Secretary of State [Ada Ode] spoke.", "Secretary of State", None, None, None, None),
    ("Attorney General [Ada Ode] spoke.", "Attorney General", None, None, None, None),
    (
        "Ode News editor in chief [Ada Lind] spoke.",
        "Ode News editor in chief",
        None,
        "Ode News",
        None,
        None,
    ),
    (
        "[Ada Ode], director of trade at the University of Lind, spoke.",
        "director of trade at the University of Lind",
        None,
        "University of Lind",
        None,
        None,
    ),
    ("In Lima President [Ada Ode] spoke.", "President", None, None, None, None),
    ("He said economy minister [Ada Ode] spoke.", "economy minister", None, None, None, None),
    (
        "a retired Peruvian general, [Ada Ode], spoke.",
        "Peruvian general",
        None,
        None,
        "former",
        "PE",
    ),
    ("presidential nominee Gov. [Ada Ode] spoke.", "presidential nominee", None, None, None, None),
    ("his Peruvian counterpart [Ada Ode] spoke.", None, None, None, None, "PE"),
    ("writer and former mayor [Ada Ode] spoke.", "writer and former mayor", None, None, None, None),
    ("Peru’s envoy to Chile [Ada Ode] spoke.", "Peru’s envoy to Chile", None, None, None, "PE"),
]


@pytest.mark.parametrize(
    ("marked", "role", "rank", "affiliation", "tenure", "country"), TOLD, ids=[t[0] for t in TOLD]
)
def test_what_is_told(marked, role, rank, affiliation, tenure, country):
    text, _, actors = actors_of(marked)
    actor = next(actor for actor in actors if actor.name in ("Ada Ode", "Ada Lind"))
    told = (actor.role, actor.rank, actor.affiliation, actor.tenure, actor.country)
    values = tuple(t.value if t else None for t in told)
    assert values == (role, rank, affiliation, tenure, country)
    for each in (actor.role, actor.rank, actor.affiliation):
        if each:
            assert " … ".join(text[s.start : s.end] for s in each.spans) == each.value


NOTHING = [
    "[Ada Ode], the minister said, is gone.",
    "[Ada Ode] is the best.",
    "Mr. [Ada Ode] spoke.",
    "Yesterday [Ada Ode] spoke.",
    "They asked [Ada Ode], and the minister left.",
    "[Ada Ode], Minister [Bo Lind] and others came.",
    "On Monday [Ada Ode] met ministers.",
]


@pytest.mark.parametrize("marked", NOTHING)
def test_what_is_not_told(marked):
    actor = only_actor(marked, "Ada Ode")
    assert (actor.role, actor.rank, actor.affiliation, actor.country) == (None,) * 4


def test_the_first_full_function_counts():
    marked = "Rep. [Ada Ode] spoke. [Ode], head of the Trade Board, left. [Ode], a teacher, ate."
    assert only_actor(marked, "Ada Ode").role.value == "head of the Trade Board"


def test_an_affiliation_to_a_person_has_the_full_name():
    actor = only_actor("[Ada Ode] came. [Ode] aide [Bo Lind] left.", "Bo Lind")
    assert actor.affiliation.value == "Ada Ode"


def test_a_country_comes_from_the_body_of_a_function():
    marked = "The Peruvian {Trade Board} met. [Ada Ode], head of the {Trade Board}, spoke."
    assert only_actor(marked, "Ada Ode").country.value == "PE"


def test_an_office_is_of_the_country_that_the_report_is_about():
    marked = "Peru, Peru and Peru. Senator [Ada Ode] spoke. [Bo Lind], a teacher, sat."
    assert only_actor(marked, "Ada Ode").country.value == "PE"
    assert only_actor(marked, "Bo Lind").country is None
    assert only_actor("Peru, Chile, Peru. Senator [Ada Ode] spoke.", "Ada Ode").country is None


def test_a_place_is_a_body_to_its_mayor_only():
    assert (
        only_actor("<Odeville> Mayor [Ada Ode] spoke.", "Ada Ode").affiliation.value == "Odeville"
    )
    assert only_actor("<Odeville> lawyer [Ada Ode] spoke.", "Ada Ode").affiliation is None


@pytest.mark.parametrize(
    ("marked", "role"),
    [
        ("the panel’s inquiry former minister [Ada Ode] spoke", "minister"),
        ("in the same way Sen. [Ada Ode] spoke", "Sen."),
        ("Presidential candidates [Ada Ode] and [Bo Lind] spoke", None),
        ("a President [Ada Ode] would speak", None),
        ("[Ada Ode], a presidential nominee with young voters, spoke", "presidential nominee"),
    ],
)
def test_titles_end_where_they_should(marked, role):
    found = only_actor(marked, "Ada Ode").role
    assert (found.value if found else None) == role


def test_a_nickname_in_quotation_marks_does_not_cut_the_name():
    marked = 'Rep. [Robert C. "Bobby]" Ode (D-Va.) spoke. [Bobby Ode] left.'
    assert only_actor(marked, 'Robert C. "Bobby" Ode').country.value == "US"
