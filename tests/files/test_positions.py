"""Every value, key and character of a text can be found again in the file."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from crisis_tui.basis.findings import Source
from crisis_tui.files.document import Document

FILE = """\
title: Geen netwerk
injects:
  - id: C01
    to: [CISO, GS]
    text: |
      Sinds half acht
      kan niemand inloggen.
    expects:
      - {id: a, by: GS}
  - id: C02
    "to": ['x']
    guidance:
empty: ""
"""


@pytest.fixture(name="document", params=[False, True])
def make_document(request: pytest.FixtureRequest) -> Document:
    return Document("f.yaml", FILE.encode(), pure=request.param)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), (1, 1, 1, 20)),
        (("title",), (1, 8, 1, 20)),
        (("injects",), (2, 1, 2, 8)),
        (("injects", 0), (3, 5, 3, 12)),
        (("injects", 0, "to"), (4, 9, 4, 19)),
        (("injects", 0, "to", 1), (4, 16, 4, 18)),
        (("injects", 0, "text"), (5, 11, 5, 12)),
        (("injects", 0, "expects", 0, "by"), (9, 21, 9, 23)),
        (("injects", 1, "to", 0), (11, 12, 11, 15)),
        (("injects", 1, "guidance"), (12, 5, 12, 13)),
        (("injects", 1, "nothing", "below"), (10, 5, 10, 12)),
        (("injects", 7), (2, 1, 2, 8)),
        (("empty",), (13, 8, 13, 10)),
    ],
)
def test_values(
    document: Document, path: tuple[str | int, ...], place: tuple[int, int, int, int]
) -> None:
    where = document.locate(Source("f.yaml", path))
    assert (where.line, where.column, where.end_line, where.end_column) == place


def test_keys(document: Document) -> None:
    where = document.locate(Source("f.yaml", ("injects", 1, "to")).key())
    assert (where.line, where.column, where.end_column) == (11, 5, 9)


def test_a_part_of_a_text(document: Document) -> None:
    source = Source("f.yaml", ("injects", 0, "text"))
    offset = "Sinds half acht\nkan niemand inloggen.\n".index("niemand")
    where = document.locate(source.inside(offset, 7))
    assert (where.line, where.column, where.end_column) == (7, 11, 18)


def test_what_an_alias_repeats_stands_at_its_anchor() -> None:
    document = Document("f", b"a: &all [x, y]\nb: *all\n")
    where = document.locate(Source("f", ("b", 1)))
    assert (where.line, where.column) == (1, 13)


def test_an_emoji_counts_as_one_character() -> None:
    document = Document("f", 'a: "😀😀"\nb: {c: 😀, d: x}\n'.encode())
    where = document.locate(Source("f", ("b", "d")))
    assert (where.line, where.column) == (2, 14)


TEXTS = {
    "plain": "a: Sinds half acht kan\n  niemand inloggen.\n\n  Nieuwe alinea é😀 x\n",
    "single": "a: 'Sinds ''half'' acht\n  kan niemand\n\n\n  in'\n",
    "double": 'a: "Sinds \\"half\\" \\u00e9 acht\\n x\n  kan niemand\\\n   in 😀 y"\n',
    "literal": "a: |\n  Sinds half\n    acht\n\n  kan 😀 niemand\n\n\nb: 1\n",
    "keep": "a: |+\n  Sinds half\n\n\nb: 1\n",
    "explicit": "a: |2\n    ingesprongen\n  gewoon\n",
    "folded": "a: >\n  Sinds half\n  acht kan\n\n  nieuw\n    meer\n    in\n\n  terug\n  hier\nb: 1\n",
}


@pytest.mark.parametrize("style", TEXTS)
def test_each_character_of_a_text_is_found(style: str) -> None:
    assert misplaced(Document("f", TEXTS[style].encode())) == []


@given(
    st.text(alphabet="ab \n'\"#:-é😀", min_size=1, max_size=40),
    st.sampled_from([None, "'", '"', "|", ">"]),
)
@settings(max_examples=400, deadline=None)
def test_each_character_of_any_text_is_found(value: str, style: str | None) -> None:
    text = yaml.safe_dump({"a": value}, allow_unicode=True, default_style=style, width=20)
    document = Document("f", text.encode())
    assert document.value == {"a": value}
    assert misplaced(document) == []


def misplaced(document: Document) -> list[tuple[int, str, str]]:
    """Return the characters, but for blanks and breaks, that stand elsewhere than is said."""
    wrong = []
    for index, character in enumerate(document.value["a"]):
        where = document.locate(Source("f", ("a",)).inside(index, 1))
        found = document.lines.line(where.line)[where.column - 1 : where.column]
        if character not in " \n" and found not in {character, "\\"}:
            wrong.append((index, character, found))
    return wrong
