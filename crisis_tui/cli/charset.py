"""In which characters to write: UTF-8, and ASCII for a terminal that cannot show more."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from crisis_tui.cli.terminal import wants_ascii

if TYPE_CHECKING:
    from typing import TextIO

_NEAREST = "crisis-nearest"


def charset_for(stream: TextIO) -> tuple[str, str]:
    """Return the encoding for a stream and what to do with what it lacks.

    Files and pipes get UTF-8 whatever the locale says: programs read them.
    """
    if not (stream.isatty() and wants_ascii()):
        return "utf-8", "replace"
    codecs.register_error(_NEAREST, _nearest)
    return "ascii", _NEAREST


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """Write the nearest ASCII for what cannot be encoded."""
    from crisis_tui.basis.ascii import to_ascii

    if not isinstance(error, UnicodeEncodeError):
        raise error
    return to_ascii(error.object[error.start : error.end]), error.end
