"""Places found entry by entry are those of a walk over the whole text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from crisis_tui.files import places as places_module
from crisis_tui.files.places import Place, Places
from crisis_tui.files.source_map import SourceMap
from crisis_tui.files.values import read_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.findings import PathPart

ROOT = Path(__file__).parent.parent.parent
SHIPPED = sorted((*(ROOT / "scenarios").glob("*.yaml"), *(ROOT / "rosters").glob("*.yaml")))
TEXTS = {
    "block": "a: 1\nlist:\n  - id: x\n    to: [p, q]\n    text: |\n      een\n\n      twee\n"
    "  # between\n  - id: y\n    deep:\n      - {k: v, l: [1, 2]}\n      - k: w\nlast: z\n",
    "no indentation": "list:\n- id: x\n  to:\n  - p\n- id: y\nlast: z\n",
    "dash alone": "list:\n  -\n    id: x\n    b: 1\n  -\n    id: y\nlast: z\n",
    "wide dash": "list:\n  -   id: x\n      b: 1\n  -   id: y\n",
    "braces on one line": "list: [{id: x, b: 1}, {id: y, b: [2, 3]}, plain text, 'q']\nlast: z\n",
    "braces on lines": "list: [{id: x,\n  b: 1}, {id: y,\n b: 2},\n  [n,\n m]]\n",
    "all braces": '{first: [p, q], list: [{"id": x}, {"id": y}], last: z}\n',
    "lists in a list": "list:\n  - - a\n    - b: 1\n  - - c\nlast: z\n",
    "two lists": "few:\n  - id: x\nmany:\n  - id: y\n  - id: z\n  - id: q\nfew2: [{id: r}]\n",
    "folded text": 'list:\n  - text: een\n      twee\n    quoted: "drie\n      vier"\n  - id: y\n',
    "unicode": "list:\n  - titel: één ✓ 😀\n    id: x\n  - {titel: één ✓ 😀, id: y}\n",
    "no list": "a: 1\nb: {c: d}\n",
    "text": "just text\n",
    "list at the top": "- id: x\n- [a, b]\n",
    "doubled keys": "list:\n  - {id: x, id: y}\nlist:\n  - id: z\n",
    "doubled keys in entries": "list:\n  - {id: x, id: y, id: z}\n  - a: 1\n    b: {c: 1, c: 2}\n"
    "    a: 2\nlast: 1\nlast: 2\n",
    "texts cut short": "list:\n  - a: x #1\n    b: [y #2\n      ]\n  - z #3\nlast: q #4\n",
    "anchors": "list:\n  - &one {id: x}\n  - *one\nlast: &t z\nagain: *t\n",
    "breaks off": "list:\n  - id: x\n  - id: [y\nlast: z\n",
}


@pytest.fixture(autouse=True)
def every_text_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places_module, "LARGE", 0)


def paths_in(value: Any, path: tuple[PathPart, ...] = ()) -> Iterator[tuple[PathPart, ...]]:  # noqa: ANN401
    """Yield every path of the values, and beside each one that is not there."""
    yield path
    yield (*path, "nowhere")
    yield (*path, 99, "id")
    children: Any = value.items() if isinstance(value, dict) else ()
    for part, child in enumerate(value) if isinstance(value, list) else children:
        yield from paths_in(child, (*path, part))


def whole_place(whole: SourceMap, path: tuple[PathPart, ...]) -> Place:
    node, found = whole.find(path)
    return Place(whole.value_span(node), whole.key_span(node), whole.is_scalar(node), found)


def assert_same_places(text: str) -> None:
    values = read_values(text)
    places = Places(text, values)
    whole = SourceMap(text, until=values.stopped_at)
    for path in paths_in(values.value):
        assert places.find(path) == whole_place(whole, path), path
    for offset in range(len(text)):
        assert (offset in places.around(offset).plain_ends) == (offset in whole.plain_ends), offset
    assert places.duplicates() == whole.duplicates


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_places_do_not_depend_on_the_walk(text: str) -> None:
    assert_same_places(text)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_places_in_shipped_files_do_not_depend_on_the_walk(path: Path) -> None:
    assert_same_places(path.read_text("utf-8"))


LEAVES = st.none() | st.text("ab1é :#-'\"{}[],\n", max_size=12)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abé -", max_size=4), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(
    st.dictionaries(st.text("abc", min_size=1, max_size=3), VALUES, min_size=1, max_size=4),
    st.sampled_from([True, False, None]),
    st.integers(2, 6),
    st.sampled_from([20, 80]),
)
@settings(max_examples=300, deadline=None)
def test_places_in_any_values_do_not_depend_on_the_walk(
    values: dict[str, Any],
    flow: bool | None,  # noqa: FBT001
    indent: int,
    width: int,
) -> None:
    assert_same_places(
        yaml.safe_dump(
            values, default_flow_style=flow, indent=indent, width=width, allow_unicode=True
        )
    )


def test_one_entry_is_walked_and_not_all() -> None:
    text = "title: x\nlist:\n" + "".join(f"  - id: C{i}\n    at: {i}m\n" for i in range(500))
    places = Places(text, read_values(text))
    at, title = places.find(("list", 321, "at")).value, places.find(("title",)).value
    assert text[at.start : at.end] == "321m"
    assert text[title.start : title.end] == "x"
    assert places.find(("list", 321, "nowhere")).found == 2
    assert places.find(("nowhere",)).found == 0
    text = text.replace("at: 321m\n", "at: 321m #1\n    at: 5m\n")
    places = Places(text, read_values(text))
    assert len(places.duplicates()) == 1
    cut = text.index(" #1")
    assert cut in places.around(cut).plain_ends
    assert "whole" not in vars(places)


def test_a_small_text_is_walked_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places_module, "LARGE", 100)
    places = Places(TEXTS["wide dash"], read_values(TEXTS["wide dash"]))
    places.find(("list", 0, "id"))
    assert "whole" in vars(places)
