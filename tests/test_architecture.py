"""Rules that import-linter cannot see: who reads a clock, who builds styled text, how big things are."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).parent.parent / "crisis_tui"
MODULES = sorted(PACKAGE.rglob("*.py"))

CLOCKS = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "time": {
        "clock_gettime",
        "clock_gettime_ns",
        "ctime",
        "gmtime",
        "localtime",
        "monotonic",
        "monotonic_ns",
        "perf_counter",
        "perf_counter_ns",
        "time",
        "time_ns",
    },
}
LONGEST_FUNCTION = 60
LONGEST_CLASS = 300
LONGEST_FILE = 400

each_module = pytest.mark.parametrize(
    "module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE))
)


def clock_reads(tree: ast.AST) -> Iterator[str]:
    """Yield every mention of a function that reads a clock, called or handed on."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            for name in node.names:
                if name.name in CLOCKS["time"]:
                    yield f"line {node.lineno}: from time import {name.name}"
        elif isinstance(node, ast.Attribute):
            owner = _last_name(node.value)
            if node.attr in CLOCKS.get(owner, ()):
                yield f"line {node.lineno}: {owner}.{node.attr}"


def styled_strings(tree: ast.AST, *, may_build_content: bool) -> Iterator[str]:
    """Yield every place where a string could be read as markup, or styled outside `present`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "markup" and _is_true(node.value):
            yield f"line {node.value.lineno}: markup=True"
        elif isinstance(node, ast.Attribute) and node.attr == "from_markup":
            yield f"line {node.lineno}: from_markup"
        elif not may_build_content and _is_call_of(node, "Content"):
            yield f"line {node.lineno}: Content(...)"


def oversized(tree: ast.Module) -> Iterator[str]:
    """Yield every function and class that is longer than a reader can hold."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            limit = LONGEST_CLASS if isinstance(node, ast.ClassDef) else LONGEST_FUNCTION
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > limit:
                yield f"{node.name}: {lines} lines, at most {limit}"


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _is_call_of(node: ast.AST, name: str) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and _last_name(node.func) == name


def _is_true(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is True


def parse(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "module",
    [module for module in MODULES if module != PACKAGE / "system_clock.py"],
    ids=lambda path: str(path.relative_to(PACKAGE)),
)
def test_only_the_system_clock_reads_a_clock(module: Path) -> None:
    assert list(clock_reads(parse(module))) == []


@each_module
def test_no_text_is_read_as_markup(module: Path) -> None:
    may_build_content = module == PACKAGE / "tui" / "present.py"
    assert list(styled_strings(parse(module), may_build_content=may_build_content)) == []


@each_module
def test_everything_fits_a_readers_head(module: Path) -> None:
    assert list(oversized(parse(module))) == []
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import datetime\ndatetime.now()",
        "import datetime\ndatetime.datetime.now(tz)",
        "from datetime import date\ndate.today()",
        "import time\nstarted = time.monotonic()",
        "import time\nclock = time.time",
        "from time import perf_counter",
    ],
)
def test_a_clock_read_is_seen(source: str) -> None:
    assert list(clock_reads(ast.parse(source)))


@pytest.mark.parametrize(
    "source",
    [
        "Static(title, markup=True)",
        "Text.from_markup(title)",
        "Content(title)",
        "content.Content(t)",
    ],
)
def test_styled_text_is_seen(source: str) -> None:
    assert list(styled_strings(ast.parse(source), may_build_content=False))


def test_a_long_function_is_seen() -> None:
    body = "\n".join("    x = 1" for _ in range(LONGEST_FUNCTION))
    assert list(oversized(ast.parse(f"def f():\n{body}")))
    assert not list(oversized(ast.parse(f"def f():\n{body.removesuffix('    x = 1')}")))
