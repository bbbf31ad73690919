"""What every drawing must be, whatever stands in its data."""

import re
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
NASTY = (
    "<script>alert(1)</script>\"&'",
    "x\x00\x08\x1b[31m\ufffe y",
    "line\nbreak\tand tab",
    "\u202eevil\u2066",
    "وزارة الموانئ والصيد البحري الوطنية العليا",
    "A\u0301\u0327\u0301" * 30,
    "Ministry of Harbours, Fisheries and " * 40,
    "",
    "datum.x === 'a' ? 1 : 0",
    "javascript:alert(1)",
    "https://elsewhere.example/",
)


def checked(svg: str) -> ElementTree.Element:
    """The drawing as a tree, after the checks that hold for all."""
    tree = ElementTree.fromstring(svg)
    assert tree.tag == f"{SVG}svg"
    assert [child.tag for child in tree[:2]] == [f"{SVG}title", f"{SVG}desc"]
    assert all(child.text for child in tree[:2])
    for element in tree.iter():
        name = element.tag.removeprefix(SVG)
        assert name in ("svg", "g", "path", "rect", "line", "text", "title", "desc", "a"), name
        for attribute, value in element.attrib.items():
            assert attribute != "style"
            assert not attribute.startswith("on")
            if attribute == "href":
                assert value.startswith("/"), value
    assert "NaN" not in svg
    assert not re.search(r"room\.invalid|vega", svg)
    return tree


def links(tree: ElementTree.Element) -> list[str]:
    return [element.attrib["href"] for element in tree.iter(f"{SVG}a")]


def tips(tree: ElementTree.Element) -> list[str]:
    """What is said over the marks."""
    return [element.text or "" for element in list(tree.iter(f"{SVG}title"))[1:]]


def words(tree: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in tree.iter(f"{SVG}text")]
