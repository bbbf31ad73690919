"""Read a report → its record. The order of the steps is visible here."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path

from onrecord.errors import OnrecordError
from onrecord.extract.assemble import put_on_record
from onrecord.extract.excluded import find_excluded, load_rules, without_excluded
from onrecord.extract.names import agree_on_kinds
from onrecord.extract.own_voice import find_own_voice
from onrecord.gazetteer import is_shipped, open_gazetteer
from onrecord.lexicon import lexicon_version
from onrecord.model.report import find_links, read_report
from onrecord.model.session import Model
from onrecord.record import Record
from onrecord.relate import find_answers
from onrecord.resolve.actors import find_actors
from onrecord.resolve.places import locate, place_statements
from onrecord.resolve.speakers import find_mentions, lay_out, resolve_speakers
from onrecord.resolve.times import Sentences, date_statements, find_times
from onrecord.segment import find_quotations, split_paragraphs
from onrecord.types import Failure, MadeBy, Report
from onrecord.version import __version__


class Reader:
    """Reads reports. Loads the model once; safe to use from several threads.

    The same report gives the same record, whatever else is read and on however many threads.
    """

    def __init__(
        self, *, threads: int = 2, model: Path | None = None, gazetteer: Path | None = None
    ) -> None:
        """Load the model.

        Args:
            threads: How many reports ``read_all`` reads at a time.
            model: Folder of another model than the one in the package.
            gazetteer: Another gazetteer than the one imported or, if none was, the one in the
                package.

        Raises:
            ModelError: The model's files are missing or not the ones that were shipped.
            GazetteerError: The gazetteer is missing or damaged.
        """
        self.threads = max(1, threads)
        # The rules and the lexicon take as long to load as the model: both at the same time.
        with ThreadPoolExecutor(1, "onrecord-model") as pool:
            loading = pool.submit(Model, model)
            load_rules()
            lexicon = lexicon_version()
            self._gazetteer = open_gazetteer(gazetteer)
            self._model = loading.result()
        if not is_shipped(self._gazetteer):
            lexicon = f"{lexicon}+{self._gazetteer.version}"
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
        text, edition = report.text, report.edition
        paragraphs = split_paragraphs(text)
        excluded = find_excluded(text, paragraphs)
        own = without_excluded(paragraphs, excluded)
        quotations = find_quotations(text, own)
        reading = read_report(self._model, text, own, quotations)
        words = reading.words
        statements = put_on_record(report, words, reading.candidates, quotations)
        names = agree_on_kinds(text, reading.names)

        agents = [span for s in statements if s.source for span in s.source.spans]
        named, actors = find_actors(text, own, names, edition=edition, agents=agents, words=words)
        layout = lay_out(text, words, own, quotations)
        referring = find_mentions(layout, named, statements)
        mentions = sorted((*named, *referring), key=lambda mention: mention.span)
        who = resolve_speakers(
            layout,
            statements,
            mentions,
            actors,
            edition=edition,
            links=find_links(self._model, reading, mentions, own),
        )
        times = find_times(
            text, own, published=report.published, edition=edition, seen=reading.times
        )
        sentences = Sentences(text, own, words)
        dated = date_statements(
            text, own, who.statements, times, published=report.published, sentences=sentences
        )
        places = locate(
            text,
            names,
            edition=edition,
            gazetteer=self._gazetteer,
            outlet=report.outlet,
            url=report.url,
        )
        placed = place_statements(text, own, dated, places, sentences=sentences)
        return Record(
            report=report,
            statements=placed,
            relations=find_answers(own, words, placed, who.actors, who.mentions),
            excluded=excluded,
            mentions=who.mentions,
            actors=who.actors,
            dates=times,
            places=places,
            own_voice=find_own_voice(text, own, words, placed, reading.happenings),
            made_by=self.made_by,
        )

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
