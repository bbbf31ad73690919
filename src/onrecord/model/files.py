"""The model's files: a folder with a manifest that names each file's size and SHA-256."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from onrecord.errors import ModelError
from onrecord.types import Role

FORMAT = 2
_FILES = ("encoder.onnx", "roles.onnx", "links.onnx", "vocab.txt")
REMEDY = "install onrecord again, or give the folder of a whole model"


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A model folder whose files have been checked.

    Attributes:
        name: The model's name and version, which every record carries.
        encoder: ONNX graph: a window → cue logits, tags of words, and word vectors.
        roles: ONNX graph: words around cues → role scores.
        links: ONNX graph: pairs of mentions → scores of one standing for the other.
        vocabulary: Word pieces, one a line.
        transition: The CRF's transition scores, label → label.
        threshold: Least score of a statement with a source.
        unsourced_threshold: Least score of a statement without one.
    """

    name: str
    encoder: Path
    roles: Path
    links: Path
    vocabulary: Path
    transition: tuple[tuple[float, ...], ...]
    threshold: float
    unsourced_threshold: float


def shipped_model() -> Path:
    """The folder of the model that comes with the package."""
    return Path(str(files("onrecord.model").joinpath("weights")))


@cache
def shipped_model_name() -> str:
    """Name and version of the model that comes with the package, without loading it."""
    return str(_manifest(shipped_model())["name"])


def open_model(folder: Path) -> ModelFiles:
    """Check a model folder and tell what is in it.

    Raises:
        ModelError: The folder or a file is missing, or a file is not the one that was shipped.
    """
    manifest = _manifest(folder)
    try:
        expected = [manifest["files"][file] for file in _FILES]
        sums = [(int(one["bytes"]), str(one["sha256"])) for one in expected]
        transition = _transition(manifest["transition"])
        threshold = float(manifest["threshold"])
        unsourced_threshold = float(manifest["unsourced_threshold"])
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(
            f"the model's manifest {folder / 'manifest.json'} is not whole "
            f"({type(error).__name__}: {error}); {REMEDY}"
        ) from error
    paths = [folder / file for file in _FILES]
    for path, (size, sha256) in zip(paths, sums, strict=True):
        _check(path, size, sha256)
    encoder, roles, links, vocabulary = paths
    return ModelFiles(
        name=str(manifest["name"]),
        encoder=encoder,
        roles=roles,
        links=links,
        vocabulary=vocabulary,
        transition=transition,
        threshold=threshold,
        unsourced_threshold=unsourced_threshold,
    )


def _transition(rows: list[list[float]]) -> tuple[tuple[float, ...], ...]:
    transition = tuple(tuple(map(float, row)) for row in rows)
    if [len(row) for row in transition] != [len(Role)] * len(Role):
        raise ValueError("transition scores do not fit the roles")
    return transition


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / "manifest.json"
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"cannot read the model's manifest {path}: {error}; {REMEDY}") from error
    if not isinstance(manifest, dict) or not {"format", "name"} <= manifest.keys():
        raise ModelError(f"the model's manifest {path} names no format or no model; {REMEDY}")
    if manifest["format"] != FORMAT:
        raise ModelError(
            f"the model in {folder} has format {manifest['format']!r}, this version of "
            f"onrecord reads format {FORMAT}; use the model and onrecord of one release"
        )
    return manifest


def _check(path: Path, size: int, sha256: str) -> None:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(f"cannot read the model file {path}: {error}; {REMEDY}") from error
    if len(content) != size:
        raise ModelError(
            f"the model file {path} has {len(content)} bytes instead of {size}: it is cut off "
            f"or not the one that was shipped; {REMEDY}"
        )
    if (found := hashlib.sha256(content).hexdigest()) != sha256:
        raise ModelError(
            f"the model file {path} has the checksum {found} instead of {sha256}: it has been "
            f"changed; {REMEDY}"
        )
