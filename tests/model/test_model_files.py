"""A model folder is checked: whatever is wrong with it is said, with where and what to do."""

import hashlib
import json

import pytest

from onrecord.errors import ModelError
from onrecord.model import files
from onrecord.model.files import open_model
from onrecord.model.session import Model

NAMES = ("encoder.onnx", "roles.onnx", "links.onnx", "vocab.txt")
CONTENT = b"[PAD]\n[UNK]\n[CLS]\n[SEP]\n"
DROP = object()


@pytest.fixture
def folder(tmp_path):
    """A model folder that is whole, though its graphs are none."""
    for name in NAMES:
        (tmp_path / name).write_bytes(CONTENT)
    entry = {"bytes": len(CONTENT), "sha256": hashlib.sha256(CONTENT).hexdigest()}
    manifest = {
        "format": files.FORMAT,
        "name": "trial-1",
        "threshold": 0.5,
        "unsourced_threshold": 0.25,
        "transition": [[0.0, 1.0, 2.0, 3.0]] * 4,
        "files": dict.fromkeys(NAMES, entry),
    }
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return tmp_path


def change(folder, *keys, to):
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    inner = manifest
    for key in keys[:-1]:
        inner = inner[key]
    inner[keys[-1]] = to
    if to is DROP:
        del inner[keys[-1]]
    path.write_text(json.dumps(manifest), encoding="utf-8")


def test_a_whole_folder_is_opened(folder):
    opened = open_model(folder)
    assert (opened.name, opened.threshold, opened.unsourced_threshold) == ("trial-1", 0.5, 0.25)
    assert opened.transition == ((0.0, 1.0, 2.0, 3.0),) * 4
    assert (opened.encoder, opened.roles, opened.links, opened.vocabulary) == tuple(
        folder / n for n in NAMES
    )


@pytest.mark.parametrize("name", [*NAMES, "manifest.json"])
def test_a_missing_file(folder, name):
    (folder / name).unlink()
    assert_refused(folder, name, "cannot read")


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_is_cut_off(folder, name):
    (folder / name).write_bytes(CONTENT[:-3])
    assert_refused(folder, name, f"has {len(CONTENT) - 3} bytes instead of {len(CONTENT)}")


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_was_changed(folder, name):
    (folder / name).write_bytes(CONTENT.swapcase())
    assert_refused(folder, name, "has been changed")


def test_a_folder_in_place_of_a_file(folder):
    (folder / "vocab.txt").unlink()
    (folder / "vocab.txt").mkdir()
    assert_refused(folder, "vocab.txt", "cannot read")


def test_a_folder_that_is_not_there(folder):
    assert_refused(folder / "elsewhere", "manifest.json", "cannot read")


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe\x00", b"[]", b"null", b"{}", b"[" * 9])
def test_a_manifest_that_is_none(folder, content):
    (folder / "manifest.json").write_bytes(content)
    assert_refused(folder, "manifest.json", "manifest")


WRONG = {
    "no name": (("name",), DROP),
    "no format": (("format",), DROP),
    "no files": (("files",), DROP),
    "files that are none": (("files",), ["encoder.onnx"]),
    "an unchecked file": (("files", "roles.onnx"), DROP),
    "no size": (("files", "roles.onnx", "bytes"), DROP),
    "no size but a word": (("files", "roles.onnx", "bytes"), "big"),
    "no checksum": (("files", "vocab.txt", "sha256"), DROP),
    "no transition": (("transition",), DROP),
    "too few transitions": (("transition",), [[0.0] * 4] * 3),
    "too many labels": (("transition",), [[0.0] * 5] * 4),
    "transitions in words": (("transition",), [["low"] * 4] * 4),
    "no threshold": (("threshold",), DROP),
    "no threshold but null": (("threshold",), None),
    "no unsourced threshold": (("unsourced_threshold",), DROP),
}


@pytest.mark.parametrize(("keys", "to"), WRONG.values(), ids=WRONG)
def test_a_manifest_that_is_not_whole(folder, keys, to):
    change(folder, *keys, to=to)
    assert_refused(folder, "manifest.json", "manifest")


def test_a_model_of_another_format(folder):
    change(folder, "format", to=files.FORMAT + 1)
    with pytest.raises(ModelError, match="use the model and onrecord of one release") as caught:
        open_model(folder)
    assert str(folder) in str(caught.value)


def test_a_graph_that_onnxruntime_cannot_load(folder):
    with pytest.raises(ModelError, match="onnxruntime cannot load") as caught:
        Model(folder)
    assert str(folder / "encoder.onnx") in str(caught.value)
    assert files.REMEDY in str(caught.value)


def test_the_shipped_model_is_whole():
    opened = open_model(files.shipped_model())
    assert opened.name == files.shipped_model_name()
    assert 0.0 < opened.unsourced_threshold <= opened.threshold < 1.0


def assert_refused(folder, name, words):
    with pytest.raises(ModelError) as caught:
        open_model(folder)
    message = str(caught.value)
    assert str(folder / name) in message
    assert words in message
    assert message.endswith(files.REMEDY)
    assert caught.value.code == "bad-model"
