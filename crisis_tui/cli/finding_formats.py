"""Findings for programs: JSON, SARIF 2.1.0, and the commands of GitHub's workflows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from crisis_tui import __version__
from crisis_tui.basis.findings import Finding, Severity
from crisis_tui.i18n import render

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crisis_tui.basis.findings import Where

_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}
_GITHUB_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def counted(findings: Sequence[Finding], severity: Severity) -> int:
    """Return how many findings are that bad."""
    return sum(finding.severity is severity for finding in findings)


def as_json(findings: Sequence[Finding], files: int, shown: Callable[[str], str]) -> str:
    """Return the findings as one JSON document (docs: `check` in the command reference)."""
    document = {
        "files": files,
        "errors": counted(findings, Severity.ERROR),
        "warnings": counted(findings, Severity.WARNING),
        "hints": counted(findings, Severity.HINT),
        "findings": [finding_data(finding, shown) for finding in findings],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def finding_data(finding: Finding, shown: Callable[[str], str] = str) -> dict[str, Any]:
    """Return one finding as plain data, its texts in the active language."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": render(finding.message),
        "help": None if finding.help is None else render(finding.help),
        "file": shown(finding.where.file),
        "line": finding.where.line,
        "column": finding.where.column,
        "end_line": finding.where.end_line,
        "end_column": finding.where.end_column,
        **({"cell": finding.where.cell} if finding.where.cell else {}),
        "related": [
            {
                "file": shown(related.where.file),
                "line": related.where.line,
                "column": related.where.column,
                "message": render(related.message),
            }
            for related in finding.related
        ],
    }


def as_sarif(findings: Sequence[Finding], shown: Callable[[str], str]) -> str:
    """Return the findings as a SARIF 2.1.0 log, for code scanning and editors."""
    codes = sorted({finding.code for finding in findings})
    run = {
        "tool": {
            "driver": {
                "name": "crisis-tui",
                "version": __version__,
                "rules": [{"id": code} for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(finding, shown) for finding in findings],
    }
    document = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _sarif_result(finding: Finding, shown: Callable[[str], str]) -> dict[str, Any]:
    return {
        "ruleId": finding.code,
        "level": _SARIF_LEVELS[finding.severity],
        "message": {"text": _with_help(finding, ". ")},
        "locations": [{"physicalLocation": _sarif_place(finding.where, shown)}],
        "relatedLocations": [
            {
                "message": {"text": render(related.message)},
                "physicalLocation": _sarif_place(related.where, shown),
            }
            for related in finding.related
        ],
    }


def _sarif_place(where: Where, shown: Callable[[str], str]) -> dict[str, Any]:
    return {
        "artifactLocation": {"uri": quote(shown(where.file))},
        "region": {
            "startLine": where.line,
            "startColumn": where.column,
            "endLine": where.end_line,
            "endColumn": where.end_column,
        },
    }


def as_github(findings: Sequence[Finding], shown: Callable[[str], str]) -> str:
    """Return the findings as workflow commands, which GitHub shows beside the lines."""
    return "\n".join(_github_command(finding, shown) for finding in findings)


def _github_command(finding: Finding, shown: Callable[[str], str]) -> str:
    where = finding.where
    properties = {
        "file": shown(where.file),
        "line": where.line,
        "endLine": where.end_line,
        "col": where.column,
        "endColumn": where.end_column,
        "title": finding.code,
    }
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{_GITHUB_COMMANDS[finding.severity]} {listed}::{_data(_with_help(finding, chr(10)))}"


def _with_help(finding: Finding, between: str) -> str:
    message = render(finding.message)
    return message if finding.help is None else f"{message}{between}{render(finding.help)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
