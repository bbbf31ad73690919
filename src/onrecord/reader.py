"""Read a report → its record. The order of the steps is visible here."""

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

from onrecord.errors import OnrecordError
from onrecord.extract.assemble import put_on_record
from onrecord.extract.excluded import find_excluded, load_rules, without_excluded
from onrecord.extract.roles import best_roles
from onrecord.extract.statements import (
    Candidate,
    as_hearsay,
    drop_duplicates,
    keep_in_paragraph,
    read_candidate,
)
from onrecord.lexicon import lexicon_version, load_lexicon
from onrecord.model.session import CueReading, Model
from onrecord.record import Record
from onrecord.segment import (
    Quotation,
    Word,
    find_quotations,
    paragraphs_that_go_on,
    split_paragraphs,
)
from onrecord.types import (
    Failure,
    MadeBy,
    Report,
    Span,
)
from onrecord.version import __version__

# Enough to make the decoder's loop worth its while, few enough to hold (8 kB each).
_DECODE_AT_ONCE = 64


class Reader:
    """Reads reports. Loads the model once; safe to use from several threads.

    The same report gives the same record, whatever else is read and on however many threads.
    """

    def __init__(self, *, threads: int = 2, model: Path | None = None) -> None:
        """Load the model.

        Args:
            threads: How many reports ``read_all`` reads at a time.
            model: Folder of another model than the one in the package.

        Raises:
            ModelError: The model's files are missing or not the ones that were shipped.
        """
        self.threads = max(1, threads)
        # The rules and the lexicon take as long to load as the model: both at the same time.
        with ThreadPoolExecutor(1, "onrecord-model") as pool:
            loading = pool.submit(Model, model)
            load_rules()
            lexicon = lexicon_version()
            self._model = loading.result()
        self.made_by = MadeBy(__version__, self._model.files.name, lexicon)

    def read(self, report: Report | str, *, published: str | None = None) -> Record:
        """Read one report.

        Args:
            report: The report, or just its text.
            published: Date of publication (ISO 8601), where the report does not have one.
        """
        if isinstance(report, str):
            report = Report(text=report)
        if published is not None and report.published is None:
            report = replace(report, published=published)
        paragraphs = split_paragraphs(report.text)
        excluded = find_excluded(report.text, paragraphs)
        own = without_excluded(paragraphs, excluded)
        quotations = find_quotations(report.text, own)
        words, candidates = self._find_candidates(report.text, own, quotations)
        statements = put_on_record(report, words, candidates, quotations)
        return Record(report=report, statements=statements, excluded=excluded, made_by=self.made_by)

    def read_all(self, items: Iterable[Report | Failure]) -> Iterator[Record | Failure]:
        """Read many reports, several at a time; what comes out keeps the order of what goes in.

        A ``Failure`` goes through as it is, and a report that cannot be read becomes one.
        It looks ahead by at most twice as many reports as it reads at a time.
        """
        waiting: deque[Failure | Future[Record | Failure]] = deque()
        with ThreadPoolExecutor(self.threads, "onrecord-reader") as pool:
            for item in items:
                waiting.append(
                    item if isinstance(item, Failure) else pool.submit(self._read_or_fail, item)
                )
                if len(waiting) > 2 * self.threads:
                    yield _result(waiting.popleft())
            while waiting:
                yield _result(waiting.popleft())

    def _read_or_fail(self, report: Report) -> Record | Failure:
        where = report.path or report.url or report.id
        try:
            return self.read(report)
        except OnrecordError as error:
            return Failure(where=where, stage="read", code=error.code, message=str(error))
        except Exception as error:  # the border of one report: no fault of one stops the others
            return Failure(
                where=where,
                stage="read",
                code="internal",
                message=f"onrecord could not read this report ({type(error).__name__}: {error}); "
                "please report it with the text",
            )

    def _find_candidates(
        self, text: str, paragraphs: list[Span], quotations: list[Quotation]
    ) -> tuple[list[Word], list[Candidate]]:
        words = self._model.prepare(text, paragraphs, quotations)
        adverbs = load_lexicon().classes.hearsay
        hearsay = np.array([word.text.lower() in adverbs for word in words.words], np.bool_)
        candidates: list[Candidate] = []
        waiting: list[CueReading] = []
        for window in self._model.windows(words):
            waiting += self._model.read(words, window, hearsay)
            if len(waiting) >= _DECODE_AT_ONCE:
                candidates += self._decode(waiting, hearsay)
                waiting = []
        candidates += self._decode(waiting, hearsay)
        starts = [paragraph.start for paragraph in paragraphs]
        paragraph_of = [bisect_right(starts, word.start) - 1 for word in words.words]
        goes_on = paragraphs_that_go_on(paragraphs, quotations)
        return words.words, drop_duplicates(
            [keep_in_paragraph(candidate, paragraph_of, goes_on) for candidate in candidates]
        )

    def _decode(self, readings: list[CueReading], hearsay: np.ndarray) -> list[Candidate]:
        """The candidates that are likely enough, and those of hearsay however likely."""
        files = self._model.files
        is_hearsay = [bool(hearsay[r.anchor]) and r.score < files.threshold for r in readings]
        labelled = best_roles(
            [r.scores for r in readings], self._model.transition, without_source=is_hearsay
        )
        candidates: list[Candidate] = []
        for reading, roles, heard in zip(readings, labelled, is_hearsay, strict=True):
            found = read_candidate(roles, reading.first, reading.anchor, reading.score)
            if heard:
                found = as_hearsay(found, reading.anchor)
            least = files.threshold if found.source else files.unsourced_threshold
            if found.content and (heard or found.score >= least):
                candidates.append(found)
        return candidates


def read(
    text: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Record:
    """Read one report's text with a reader that is loaded once and kept.

    Args:
        text: The report's text.
        published: Date of publication, ISO 8601.
        outlet: Who published it.
        title: Its headline, where that is not part of the text.
        url: Its address.

    Raises:
        ModelError: The model's files are missing or not the ones that were shipped.
    """
    report = Report(text=text, published=published, outlet=outlet, title=title, url=url)
    return _kept_reader().read(report)


@cache
def _kept_reader() -> Reader:
    return Reader()


def _result(item: Failure | Future[Record | Failure]) -> Record | Failure:
    return item if isinstance(item, Failure) else item.result()
