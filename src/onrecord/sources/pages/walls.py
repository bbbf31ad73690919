"""Pages that answer as if they were reports and are none: errors, walls, empty frames.

The phrases match the whole of a heading, or of a line's sentence, folded (lower case, no marks);
and a page that has more words than a wall has beside them is a report about walls.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from onrecord.errors import SourceError
from onrecord.sources.pages.lines import folded
from onrecord.sources.pages.stated import Stated


class _Wall(NamedTuple):
    """A kind of page that is no report.

    Attributes:
        code: Of the failure.
        headings: What the whole of a title or heading says.
        lines: What a line of the text begins with or, after ``.*``, says.
        max_words: Beside such lines; a page with more is a report.
        message: What happened and what to do.
    """

    code: str
    headings: re.Pattern[str]
    lines: re.Pattern[str]
    max_words: int
    message: str


_NOTHING = r"(?!)"
_SAVE = "open it in a browser, save what it shows and give that"
_MAX_CHARS = 5000
_MAX_LINE_CHARS = 400
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n")

_ERROR = (
    r"(?:http |error |status |code )*(?:40[0134]|410|50[0234])(?: error| page| file| not found"
    r"| forbidden| gone| bad gateway| service unavailable| internal server error)*"
    r"|(?:sorry |oops |whoops |uh oh )*(?:we )?(?:the |this |that |your )?(?:requested )?"
    r"(?:page|article|story|content|url|address)"
    r"(?: you (?:requested|(?:are|re|were) (?:looking|searching) for|have requested))?"
    r" (?:was |is |has been |could |can |does |doesn t |isn t |can t |couldn t |wasn t |has )?"
    r"(?:not |no longer )?(?:be |been )?(?:found|exist|exists|available|removed|deleted|moved|gone)"
    r"(?: .{0,60})?"
    r"|(?:sorry |oops |whoops |uh oh )?(?:we )?(?:could not|couldn t|cannot|can t) find"
    r" (?:the|that|this) page(?: .{0,60})?"
    r"|not found|forbidden|bad gateway|gateway time ?out|service (?:temporarily )?unavailable"
    r"|internal server error|(?:oops |sorry )?something went wrong"
)
_CONSENT = (
    r"(?:before you continue(?: .{0,40})?|your privacy(?: choices| settings| matters.{0,30})?"
    r"|\w+ (?:value|respect|care about)s? your privacy"
    r"|privacy (?:settings|choices|center|centre)"
    r"|cookies?(?: and privacy)? (?:settings|consent|notice|preferences|choices)|cookies?"
    r"|(?:manage|your) (?:cookie |privacy |consent )(?:preferences|choices|settings)"
    r"|(?:let us know you )?agree to cookies|we use cookies(?: .{0,60})?|consent)"
)
_CONSENT_LINE = (
    r".*\b(?:cookies?|your consent|consent to|personal data|our partners|legitimate interests?"
    r"|accept all|reject all|privacy policy|your choices?|withdraw|opt out)\b"
)
_ROBOT = (
    r"just a moment|attention required(?: .{0,30})?|access (?:to this page has been )?denied"
    r"|(?:please )?(?:verify|confirm|prove)(?: that)? you (?:are|re) (?:a )?(?:human|not a robot)"
    r"|are you a (?:robot|human)|(?:checking|verifying) (?:your browser|you are human)(?: .{0,40})?"
    r"|security (?:check|verification)|pardon our interruption|human verification|robot check"
    r"|we (?:have )?detected unusual (?:traffic|activity)(?: .{0,60})?|ddos protection(?: .{0,30})?"
)
_ROBOT_LINE = (
    r".*\b(?:verify(?:ing)? (?:that )?you are (?:a )?human|you are not a (?:ro)?bot"
    r"|checking your browser|complete the captcha|unusual (?:traffic|activity) from your"
    r"|needs to review the security of your connection)\b"
)
_SCRIPT_LINE = (
    r"(?:.*\b)?(?:(?:enable|turn on|activate|allow|requires?|needs?) java ?script"
    r"|java ?script (?:is |must be |to be |seems to be )?"
    r"(?:disabled|required|enabled|not enabled|turned off)"
    r"|work properly without java ?script|loading(?: please wait)?$)"
)
_PAYWALL_LINE = (
    r"(?:this (?:article|story|content|report|page) is (?:only )?"
    r"(?:available |reserved |exclusive(?:ly)? )?(?:only )?(?:for|to) (?:\w+ ){0,3}"
    r"(?:subscribers|members)"
    r"|(?:please )?(?:subscribe|sign in|log in|register|create (?:a |an )?(?:free )?account)"
    r"(?: now| today| here| or \w+ \w+)? (?:to|and) (?:continue|keep|read|unlock|access|view|get)\b"
    r"|(?:to )?(?:continue|keep) reading(?: this (?:article|story))?"
    r"(?: (?:subscribe|sign in|log in|register|with a|for free|now|please)\b.*)?$"
    r"|(?:subscribe|sign up) (?:now )?for (?:full|unlimited|instant) access"
    r"|you (?:have|ve) (?:reached|read|used) (?:your|all|the)\b.{0,40}\b(?:limit|free articles?)"
    r"|already (?:a|have a|an) (?:subscriber|subscription|account)"
    r"|unlock this (?:article|story)|want to read (?:more|on)$"
    r"|the rest of this (?:article|story) is"
    r"|get (?:full|unlimited) access)"
)

_WALLS = (
    _Wall(
        "error-page",
        re.compile(_ERROR),
        re.compile(_NOTHING),
        100,
        "the page says that there is no report at this address, or that its server failed; check "
        "the address, or look for the report in a web archive",
    ),
    _Wall(
        "robot-check",
        re.compile(_ROBOT),
        re.compile(_ROBOT_LINE),
        60,
        f"the site wants to know first that nobody but people read it; {_SAVE}",
    ),
    _Wall(
        "consent-wall",
        re.compile(_CONSENT),
        re.compile(_CONSENT_LINE),
        40,
        f"the page only asks for consent to cookies; {_SAVE}",
    ),
    _Wall(
        "no-text",
        re.compile(_NOTHING),
        re.compile(_SCRIPT_LINE),
        25,
        f"the page holds no text of a report without its scripts; {_SAVE}",
    ),
    _Wall(
        "paywall",
        re.compile(_NOTHING),
        re.compile(_PAYWALL_LINE),
        40,
        "the page shows the start of its report only, the rest is for subscribers; if you are "
        f"one, {_SAVE}",
    ),
)
_PAYWALL = _WALLS[-1]
_MIN_OPEN_CHARS = 240


def no_text() -> SourceError:
    """What is told of a page without a report's text."""
    return SourceError(
        "the page holds no text of a report (it may be empty, a frame, or filled in by a "
        f"script); {_SAVE}",
        code="no-text",
    )


def check_report(text: str, page: Stated, outlet: str | None) -> None:
    """Raise if what a page shows is no report.

    Args:
        text: The body that was found on it; may be empty.
        page: What it states.
        outlet: Who published it, to be taken off its title.

    Raises:
        SourceError: ``error-page``, ``robot-check``, ``consent-wall``, ``no-text``, ``paywall``.
    """
    headings = list(_headings(page, outlet))
    # A wall says what it is at once, and a report has said enough by then.
    first = _SENTENCE.split(text[:_MAX_CHARS])
    sentences = [folded(line[:_MAX_LINE_CHARS]) for line in first]
    for wall in _WALLS:
        if _stands(wall, headings, sentences, is_stated=bool(page.data.reports)):
            raise SourceError(wall.message, code=wall.code)
    if not text:
        raise no_text()
    if _is_closed(page) and len(text) < _MIN_OPEN_CHARS:
        raise SourceError(_PAYWALL.message, code=_PAYWALL.code)


def _stands(wall: _Wall, headings: list[str], sentences: list[str], *, is_stated: bool) -> bool:
    """Whether a page is such a wall: it says so, and has little to say beside that."""
    told = [wall.lines.match(sentence) is not None for sentence in sentences]
    rest = sum(
        len(line.split()) for line, is_told in zip(sentences, told, strict=True) if not is_told
    )
    if rest > wall.max_words:
        return False
    return any(told) or (not is_stated and any(map(wall.headings.fullmatch, headings)))


def _headings(page: Stated, outlet: str | None) -> Iterator[str]:
    """The title and the headings, folded, with and without the outlet's name around them."""
    own = folded(outlet or "")
    for line in _parts([page.title or "", *page.headings]):
        key = folded(line)
        yield key
        if own:
            yield key.removesuffix(own).removeprefix(own).strip()


def _parts(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield line
        yield from re.split(r"\s+[|•·–—-]\s+", line)


def _is_closed(page: Stated) -> bool:
    """Whether the page states that its report is not for everybody to read."""
    told = (thing.get("isAccessibleForFree") for thing in page.data.reports)
    return any(str(value).lower() == "false" for value in told if value is not None)
