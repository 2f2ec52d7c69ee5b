"""Small scenarios for tests, written as the file would be, and what is found in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crisis_tui.basis.findings import Finding, Source, Where
from crisis_tui.basis.parts import NOTHING_MUTED, Muted, Part
from crisis_tui.basis.times import parse_local_time, resolve_local
from crisis_tui.basis.zones import DEFAULT_ZONE, zone_or_default
from crisis_tui.scenario.checks import Organisation, check_scenario
from crisis_tui.scenario.model import Fragment, Scenario
from crisis_tui.scenario.resolve import Resolved, resolve

if TYPE_CHECKING:
    from collections.abc import Collection

    from crisis_tui.scenario.parts import ScenarioPart

FILE = "proef.yaml"
Data = dict[str, Any]


def locate(source: Source) -> Where:
    """Show the path instead of lines and columns; a mark for a key, an offset for a text."""
    path = "/".join(str(part) for part in source.path)
    mark = " (key)" if source.at_key else ""
    offset = source.offset or 0
    return Where(f"{source.file}:{path}{mark}", 1, 1 + offset, 1, 1 + offset + source.length)


def scenario(**more: object) -> Data:
    return {
        "scenario": "1",
        "id": "proef",
        "title": "Proef",
        "crisis": "cyber",
        "story_start": "2026-03-03 07:42",
        "end": "60m",
        **more,
    }


def inject(name: str = "C1", **more: object) -> Data:
    timed = {"at": "0m"} if not {"at", "after", "bank", "from_phase"} & more.keys() else {}
    return {
        "id": name,
        "to": ["GS"],
        "from": "meldkamer",
        "title": f"Bericht {name}",
        **timed,
        **more,
    }


def phase(name: str = "begin", **more: object) -> Data:
    return {"id": name, "title": f"Fase {name}", "at": "0m", **more}


def expects(name: str = "C1-a", **more: object) -> Data:
    return {"id": name, "by": "GS", "action": "Doet iets", "within": "5m", **more}


def decision(name: str = "losgeld", *options: str, **more: object) -> Data:
    listed = [{"id": option, "title": option} for option in options or ("wel", "niet")]
    return {"id": name, "question": "Wat nu?", "options": listed, "within": "5m", **more}


def parts(data: Data, *fragments: Data) -> tuple[ScenarioPart, ...]:
    return (
        Part(FILE, Scenario.model_validate(data)),
        *(
            Part(f"deel{number}.yaml", Fragment.model_validate(fragment))
            for number, fragment in enumerate(fragments, 1)
        ),
    )


def resolved(data: Data, *fragments: Data, start: str | None = None, **more: Any) -> Resolved:  # noqa: ANN401
    if start is not None:
        more["story_start_ms"] = at(start)
    return resolve(parts(data, *fragments), locate, **more)


def at(text: str) -> int:
    """Return the instant of a local time in Amsterdam."""
    time = parse_local_time(text)
    assert time is not None, text
    return resolve_local(time, zone_or_default(DEFAULT_ZONE))


def found(
    data: Data,
    *fragments: Data,
    muted: Muted = NOTHING_MUTED,
    organisation: Organisation | None = None,
    media: Collection[tuple[str, str]] | None = None,
) -> list[Finding]:
    """Return what resolving and checking find."""
    read = parts(data, *fragments)
    result = resolve(read, locate, muted=muted)
    checked = check_scenario(
        read, result.script, locate, muted=muted, organisation=organisation, media=media
    )
    return [*result.findings, *checked]


def codes(findings: Collection[Finding]) -> list[str]:
    return sorted(finding.code for finding in findings)


def one(findings: Collection[Finding], code: str) -> Finding:
    """Return the only finding, which has this code."""
    (finding,) = findings
    assert finding.code == code, (finding.code, str(finding.message))
    return finding


def place(finding: Finding) -> str:
    """Return where a finding points: the path in the main file, or file and path."""
    return finding.where.file.removeprefix(f"{FILE}:")
