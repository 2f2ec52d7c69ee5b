"""The files that strangers write: as small as the formats allow."""

from __future__ import annotations

ROSTER = """\
roster: 1
organisation: Gemeente Proef (fictief)
planned_until: open
roles:
{roles}
people:
{people}
duties:
{duties}
changes:
{changes}
"""


def roster(
    roles: str = "- {id: OVD, title: Officier}",
    people: str = "- {id: anna, name: Anna Oever, roles: [OVD]}",
    duties: str = "",
    changes: str = "",
    *,
    planned_until: str = "open",
    more: str = "",
) -> str:
    """Return a roster; each part is a YAML list."""

    def block(text: str) -> str:
        lines = text.strip().splitlines() or ["[]"]
        return "\n".join(f"  {line.strip()}" for line in lines)

    text = ROSTER.format(
        roles=block(roles), people=block(people), duties=block(duties), changes=block(changes)
    )
    text = text.replace("planned_until: open", f"planned_until: {planned_until}")
    return text + more


def scenario(
    injects: str = "- {id: A1, at: 0m, to: [OVD], title: Het licht gaat uit}",
    phases: str = "- {id: begin, title: Begin, at: 0m}",
    *,
    end: str = "60m",
    story_start: str = "2026-03-03 09:00",
    more: str = "",
    name: str = "proef",
) -> str:
    """Return a scenario; injects and phases are YAML lists."""

    def block(text: str) -> str:
        return "\n".join(f"  {line}" for line in text.strip().splitlines() or ["[]"])

    return (
        f"scenario: 1\nid: {name}\ntitle: Proef\ncrisis: cyber\nstory_start: {story_start}\n"
        f"end: {end}\n{more}\nphases:\n{block(phases)}\ninjects:\n{block(injects)}\n"
    )
