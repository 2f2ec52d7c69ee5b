"""Rest norms as a file would give them: the Dutch numbers, all or a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

NUMBERS = {
    "atw-5.9-werk-per-etmaal": ("work", "13h", "24h"),
    "atw-1.7-nacht": ("night", "6h", None),
    "atw-1.7-nachtarbeid": ("night-work", "1h", None),
    "atw-5.3-dagrust": ("daily-rest", "11h", "24h"),
    "atw-5.3-dagrust-kort": ("shortened-daily-rest", "8h", "168h"),
    "atw-5.5-weekrust": ("weekly-rest", "36h", "168h"),
    "atw-5.7-dienst": ("shift", "12h", None),
    "atw-5.7-week": ("weekly-work", "60h", "1w"),
    "atw-5.7-vier-weken": ("weekly-work", "55h", "4w"),
    "atw-5.7-zestien-weken": ("weekly-work", "48h", "16w"),
    "atw-5.8-nachtdienst": ("night-shift", "10h", None),
    "atw-5.8-late-nachtdienst": ("late-night-shift", "2h", None),
    "atw-5.8-na-nachtdienst": ("rest-after-night-shift", "14h", None),
    "atw-5.8-reeks-nachtdiensten": ("night-shift-series", "3", None),
    "atw-5.8-na-reeks": ("rest-after-night-shift-series", "46h", None),
    "atw-5.8-nachtdiensten": ("night-shifts", "36", "16w"),
    "atw-5.8-veel-nachtdiensten": ("regular-night-shifts", "16", "16w"),
    "atw-5.8-gemiddelde-nachtdienst": ("weekly-work-with-night-shifts", "40h", "16w"),
    "atw-5.10-acute-fase": ("acute-phase", "48h", None),
    "ploeg-overlap": ("crew-overlap", "30m", None),
}
BASIC = (
    "atw-5.3-dagrust",
    "atw-5.5-weekrust",
    "atw-5.7-dienst",
    "atw-5.7-week",
    "atw-5.7-vier-weken",
    "atw-5.7-zestien-weken",
)
"""Rest and averages alone, without nights, handover and acute phase."""


def rest_norms(names: Iterable[str] = NUMBERS, **values: str) -> list[dict[str, object]]:
    """Return these norms; `values` replaces numbers, by what is counted (`_` for `-`)."""
    found = []
    for name in names:
        counts, value, per = NUMBERS[name]
        norm: dict[str, object] = {
            "id": name, "kind": "rest", "counts": counts, "title": "x", "source": "x",
            "value": values.get(counts.replace("-", "_"), value),
            "certainty": "example", "checked": "2026-01-01",
        }  # fmt: skip
        if per is not None:
            norm["per"] = per
        found.append(norm)
    return found
