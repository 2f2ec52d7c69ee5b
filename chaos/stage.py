"""The exercise that the chaos is about: short, dense, with everything that can come by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from pathlib import Path

SCENARIO = "chaos"
INJECTS = 150
EVERY_S = 20
"""Play seconds between injects."""
SPEED = 120.0
ROLES = ("OVD", "GS", "BGM")
_HEADER = """\
scenario: 1
id: chaos
title: Chaos
crisis: infrastructure
story_start: 2026-10-24 22:00
end: {end}s
objectives:
  - {{id: O1, title: Doel}}
phases:
  - {{id: eerst, title: Eerst, at: 0m, story: D1 22:00, pace: "1m = 10m"}}
  - {{id: later, title: Later, at: {half}s}}
clocks:
  - {{id: termijn, title: Termijn, starts: C003, due: 3h, clock: story, owner: GS}}
injects:
  - {{id: sitrap, every: 90s, from_phase: eerst, to: [GS], title: Situatierapport}}
"""


def write_scenario(workspace: Path, chance: random.Random) -> None:
    """Write the scenario of a workspace: no two exercises are alike."""
    (workspace / "scenarios").mkdir(parents=True, exist_ok=True)
    end_s = (INJECTS + 6) * EVERY_S
    text = _HEADER.format(end=end_s, half=end_s // 2)
    text += "".join(_inject(number, chance) for number in range(INJECTS))
    (workspace / "scenarios" / f"{SCENARIO}.yaml").write_text(text)


def _inject(number: int, chance: random.Random) -> str:
    name, role = f"C{number:03}", chance.choice(ROLES)
    fields = [f"id: {name}", f"to: [{role}]", f"title: Bericht {number}"]
    kind = chance.choice(("plain", "plain", "asks", "decides", "follows", "branches", "bank"))
    if kind == "bank" and number > 3:
        fields.append("bank: true")
    elif kind == "follows" and number > 3:
        fields.append(f"after: {{inject: C{number - 1:03}, by: {chance.randrange(60)}s}}")
    else:
        fields.append(f"at: {number * EVERY_S}s")
    if kind == "asks":
        fields.append(f"expects: [{{id: {name}-doen, by: {role}, action: Doet iets, within: 1m}}]")
    if kind == "decides":
        options = "[{id: wel, title: Wel}, {id: niet, title: Niet}]"
        fields.append(f"decision: {{id: {name}-keuze, question: Wat nu, options: {options}}}")
    if kind == "branches" and number > 3:
        fields.append(f"when: {{not: {{met: {_asked(number)}-doen}}}}")
        return _asking(number - 1, role) + f"  - {{{', '.join(fields)}}}\n"
    return f"  - {{{', '.join(fields)}}}\n"


def _asked(number: int) -> str:
    return f"V{number - 1:03}"


def _asking(number: int, role: str) -> str:
    name = f"V{number:03}"
    expects = f"[{{id: {name}-doen, by: {role}, action: Doet iets, within: 30s}}]"
    return (
        f"  - {{id: {name}, at: {number * EVERY_S}s, to: [{role}], title: Vraag {number},"
        f" expects: {expects}}}\n"
    )
