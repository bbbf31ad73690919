"""Run the model: words of a report → cues with their roles, names, times, events, links."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime as ort  # type: ignore[import-untyped]

from onrecord.errors import ModelError
from onrecord.model.files import REMEDY, ModelFiles, open_model, shipped_model
from onrecord.model.links import CANDIDATES, LinkMention, candidate_pairs
from onrecord.model.pieces import PieceTokenizer
from onrecord.model.tags import NAME_KINDS, OUTSIDE, decode_tags, tag_count
from onrecord.model.windows import (
    ROLE_LEFT_WORDS,
    ROLE_RIGHT_WORDS,
    Window,
    Words,
    prepare,
    split_windows,
    window_inputs,
)
from onrecord.segment import Quotation
from onrecord.types import Role, Span

# Cues whose first sight gives less than this share of the threshold get no second look: on
# PolNeAR dev not one of them would have reached the threshold, and a quarter of the looks is saved.
_SECOND_LOOK = 0.6
# Adding and normalising as one kernel takes longer than as two: 48.6 against 43.3 ms a window.
_NOT_WANTED = ["SkipLayerNormFusion"]
# Mentions of which pairs are made at once, so that a report of thousands needs little memory.
_LINK_AT_ONCE = 200
_LEAST_LINK = 0.01

# How much less likely than the model says it is held that a word is in no name. Missing a name
# costs its speaker: speakers of PolNeAR dev right 84.2 % without, 90.4 % with it, against names of
# EN-Worldwide's set-aside tenth 86.5 and 85.8.
_NAMES_BIAS = np.zeros(tag_count(len(NAME_KINDS)), np.float32)
_NAMES_BIAS[OUTSIDE] = 3.0

TaggedSpan = tuple[int, int, int, float]


@dataclass(frozen=True, slots=True, eq=False)
class CueReading:
    """What the model makes of one cue.

    Attributes:
        anchor: Index of the cue's first word among the report's words.
        first: Index of the first word that ``scores`` tell of.
        scores: float32 ``[words, 3, labels]``: each word's score of having a role, of a role
            beginning with it and of one ending with it.
        seen: Probability, at first sight, that the word is a cue.
        again: Probability after reading the words around it with the cue in mind.
    """

    anchor: int
    first: int
    scores: np.ndarray
    seen: float
    again: float

    @property
    def score(self) -> float:
        """Probability of a statement: the mean of both readings of its cue."""
        return (self.seen + self.again) / 2


@dataclass(frozen=True, slots=True, eq=False)
class WindowReading:
    """What the model makes of one window; of its core only, in indices of the report's words.

    Attributes:
        cues: In order of their first word.
        names: (first word, last word + 1, index into ``NAME_KINDS``, probability).
        times: The same with an index into ``TIME_TYPES``.
        events: The same with an index into ``EVENTS``.
        kinds: float16 ``[core words, 4]``, probability of being the key word of no entity, or of
            one of ``ENTITIES``.
        link: float16 ``[core words, width]``, vectors that ``Model.link`` takes.
    """

    cues: list[CueReading]
    names: list[TaggedSpan]
    times: list[TaggedSpan]
    events: list[TaggedSpan]
    kinds: np.ndarray
    link: np.ndarray


class Model:
    """The shipped model, loaded once; every window is run alone and on one thread.

    Safe to use from several threads: its sessions keep no state between runs.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """Load a model folder, by default the one in the package.

        Raises:
            ModelError: A file is missing or is not the one that was shipped.
        """
        self.files: ModelFiles = open_model(folder or shipped_model())
        self.tokenizer = PieceTokenizer(self.files.vocabulary)
        self.transition = np.array(self.files.transition, np.float32)
        self._least_seen = _SECOND_LOOK * min(self.files.threshold, self.files.unsourced_threshold)
        self._encoder = _session(self.files.encoder)
        self._roles = _session(self.files.roles)
        self._links = _session(self.files.links)

    def prepare(
        self, text: str, paragraphs: Sequence[Span], quotations: Sequence[Quotation]
    ) -> Words:
        """The words of a text's paragraphs, ready to be read."""
        return prepare(text, self.tokenizer, paragraphs, quotations)

    def windows(self, words: Words) -> list[Window]:
        """The windows that ``read`` takes, in order."""
        return split_windows(words)

    def read(self, words: Words, window: Window, also: np.ndarray | None = None) -> WindowReading:
        """Read one window.

        Args:
            words: The report's words.
            window: One of its windows.
            also: bool ``[words]``, words to read as cues whatever the model makes of them.
        """
        ids, features, begins = window_inputs(words, window, self.tokenizer)
        anchor, word, to_anchor, names, times, events, kinds, link = self._encoder.run(
            None,
            {
                "ids": ids,
                "places": np.arange(len(ids), dtype=np.int64),
                "features": features,
                "word_piece": begins,
            },
        )
        seen = _sigmoid(anchor)
        looked_at = seen >= self._least_seen
        if also is not None:
            looked_at |= also[window.start : window.end]
        core = slice(window.core_start - window.start, window.core_end - window.start)
        looked_at[: core.start] = False
        looked_at[core.stop :] = False
        at = np.flatnonzero(looked_at)
        return WindowReading(
            cues=self._read_cues(window, at, seen, word, to_anchor),
            names=decode_tags(names[core] - _NAMES_BIAS, window.core_start),
            times=decode_tags(times[core], window.core_start),
            events=decode_tags(events[core], window.core_start),
            kinds=np.exp(kinds[core]).astype(np.float16),
            link=link[core].astype(np.float16),
        )

    def _read_cues(
        self,
        window: Window,
        at: np.ndarray,
        seen: np.ndarray,
        word: np.ndarray,
        to_anchor: np.ndarray,
    ) -> list[CueReading]:
        if not len(at):
            return []
        first, lengths, inputs = _around(at, len(seen))
        scores, again = self._roles.run(
            None, {"word": word, "to_anchor": to_anchor, "at": at, **inputs}
        )
        scores = scores.reshape(len(at), -1, 3, len(Role))
        return [
            CueReading(
                anchor=int(window.start + at[i]),
                first=int(window.start + first[i]),
                scores=scores[i, : lengths[i]],
                seen=float(seen[at[i]]),
                again=float(_sigmoid(again[i])),
            )
            for i in range(len(at))
        ]

    def link(
        self,
        mentions: Sequence[LinkMention],
        vectors: np.ndarray,
        asked: Sequence[bool] | None = None,
    ) -> list[list[tuple[int, float]]]:
        """Which earlier mentions each mention may stand for.

        Args:
            mentions: In order of their first word.
            vectors: float ``[mentions, width]``, of their key words.
            asked: For each mention, whether that is wanted to know; by default of all.

        Returns:
            For each mention (index of an earlier one, probability), likeliest first; what is
            missing to 1 is the probability that it stands for none of them. Nothing for those
            that were not asked for.
        """
        found: list[list[tuple[int, float]]] = [[] for _ in mentions]
        wanted = np.ones(len(mentions), np.bool_) if asked is None else np.array(asked, np.bool_)
        for start in range(0, len(mentions), _LINK_AT_ONCE):
            low = max(0, start - CANDIDATES)
            stop = min(start + _LINK_AT_ONCE, len(mentions))
            now = wanted[low:stop].copy()
            now[: start - low] = False
            self._link_some(mentions[low:stop], vectors[low:stop], low, now, found)
        return found

    def _link_some(
        self,
        mentions: Sequence[LinkMention],
        vectors: np.ndarray,
        low: int,
        asked: np.ndarray,
        found: list[list[tuple[int, float]]],
    ) -> None:
        pairs, features = candidate_pairs(mentions, asked)
        if not len(pairs):
            return
        scores, none = self._links.run(
            None, {"vectors": vectors.astype(np.float32), "pairs": pairs, "features": features}
        )
        borders = np.searchsorted(pairs[:, 0], np.arange(len(mentions) + 1))
        for i in np.flatnonzero(asked).tolist():
            part = slice(borders[i], borders[i + 1])
            raw = np.concatenate([none[i : i + 1], scores[part]])
            likely = np.exp(raw - raw.max())
            likely = likely[1:] / likely.sum()
            order = np.argsort(-likely, kind="stable")
            kept = order[likely[order] >= _LEAST_LINK]
            found[low + i] = [(low + int(pairs[part][k, 1]), float(likely[k])) for k in kept]


def _around(at: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray, dict[str, np.ndarray]]:
    """Which words the role head looks at for each anchor, padded to the longest."""
    first = np.maximum(at - ROLE_LEFT_WORDS, 0)
    stop = np.minimum(at + ROLE_RIGHT_WORDS, count)
    lengths = stop - first
    index = first[:, None] + np.arange(lengths.max())[None, :]
    inside = index < stop[:, None]
    index = np.minimum(index, count - 1)
    distance = np.clip(
        index - at[:, None] + ROLE_LEFT_WORDS, 0, ROLE_LEFT_WORDS + ROLE_RIGHT_WORDS - 1
    )
    mask = np.where(inside, 0.0, -1e4).astype(np.float32)
    around = len(inside[0])
    inputs = {
        "index": index,
        "distance": distance,
        "is_anchor": ((index == at[:, None]) & inside).astype(np.float32),
        "mask": np.broadcast_to(mask[:, None, None, :], (len(at), 1, around, around)).copy(),
    }
    return first, lengths, inputs


def _sigmoid(x: np.ndarray) -> np.ndarray:
    return np.asarray(1.0 / (1.0 + np.exp(-x)))


def _session(path: Path) -> ort.InferenceSession:
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return ort.InferenceSession(
            str(path),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=_NOT_WANTED,
        )
    except Exception as error:  # onnxruntime raises classes of its own for each cause
        raise ModelError(f"onnxruntime cannot load {path}: {error}; {REMEDY}") from error
