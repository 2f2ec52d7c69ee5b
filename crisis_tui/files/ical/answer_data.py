"""What a calendar said as plain JSON values and back, exactly; without the libraries that read it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from crisis_tui.basis.findings import Finding, Severity, Where
from crisis_tui.basis.text import AnyText, Text, Texts
from crisis_tui.files.ical.question import Answer, TimedPerson

if TYPE_CHECKING:
    from collections.abc import Sequence


def answer_to_bytes(answer: Answer) -> bytes:
    """Return an answer as bytes."""
    people: dict[str, int] = {}
    duties = [
        [people.setdefault(duty.person, len(people)), duty.from_ms, duty.until_ms]
        for duty in answer.duties
    ]
    data = {
        "people": list(people),
        "duties": duties,
        "findings": [_finding_to_data(finding) for finding in answer.findings],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def answer_from_bytes(body: bytes, file: str) -> Answer:
    """Return the answer of these bytes; `file` is how its findings call the calendar.

    Raises:
        LookupError, TypeError, ValueError: the bytes are something else.
    """
    data = json.loads(body)
    people = data["people"]
    return Answer(
        tuple(
            TimedPerson(people[person], from_ms, until_ms)
            for person, from_ms, until_ms in data["duties"]
        ),
        tuple(_finding_from_data(each, file) for each in data["findings"]),
    )


def _finding_to_data(finding: Finding) -> list[Any]:
    where = finding.where
    return [
        finding.code,
        str(finding.severity),
        _text_to_data(finding.message),
        [where.line, where.column, where.end_line, where.end_column],
        None if finding.help is None else _text_to_data(finding.help),
    ]


def _finding_from_data(data: Sequence[Any], file: str) -> Finding:
    code, severity, message, place, cure = data
    return Finding(
        code,
        Severity(severity),
        _text_from_data(message),
        Where(file, *place),
        None if cure is None else _text_from_data(cure),
    )


def _text_to_data(text: AnyText | float) -> Any:
    if isinstance(text, Text):
        return [text.message, _values_to_data(text.values)]
    if isinstance(text, Texts):
        return [text.singular, text.plural, text.n, _values_to_data(text.values)]
    return text


def _values_to_data(values: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    return {name: _text_to_data(value) for name, value in values}


def _text_from_data(data: Any) -> Any:
    if not isinstance(data, list):
        return data
    values = {name: _text_from_data(value) for name, value in data[-1].items()}
    if len(data) == 2:  # noqa: PLR2004 - a message and its values
        return Text(data[0], **values)
    return Texts(data[0], data[1], data[2], **values)
