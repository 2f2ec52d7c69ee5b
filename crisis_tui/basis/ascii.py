"""The nearest plain ASCII for what we write, for terminals that can show nothing else."""

from __future__ import annotations

import unicodedata

_SIGNS = str.maketrans(
    {
        "✓": "+",
        "✗": "x",
        "●": "*",
        "◌": "o",
        "○": "o",
        "▶": ">",
        "‖": "=",
        "…": ".",
        "–": "-",
        "—": "-",
        "−": "-",
        "×": "x",
        "·": "-",
        "•": "*",
        "›": ">",
        "→": ">",
        "←": "<",
        "↑": "^",
        "↓": "v",
        "↳": ">",
        "‘": "'",
        "’": "'",
        "“": '"',
        "”": '"',
        "€": "E",
        "─": "-",
        "│": "|",
        "━": "=",
        "▼": "V",
        "\N{REPLACEMENT CHARACTER}": "?",
    }
)


def to_ascii(text: str) -> str:
    """Return a text in ASCII, one sign for one sign: letters without accents, `?` if all fails."""
    folded = unicodedata.normalize("NFKD", text.translate(_SIGNS))
    kept = (sign for sign in folded if not unicodedata.combining(sign))
    return "".join(sign if sign.isascii() else "?" for sign in kept)
