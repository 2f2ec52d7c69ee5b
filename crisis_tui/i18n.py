"""The language of the front ends: gettext catalogues shipped with the package."""

from __future__ import annotations

import gettext as _gettext
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from crisis_tui.basis import text as _text

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText

LANGUAGES = ("nl", "en")
DEFAULT_LANGUAGE = "nl"
LOCALE_DIR = Path(__file__).parent / "locale"

_active: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def activate(language: str) -> None:
    """Make `language` ("nl" or "en") the language of `_`, `ngettext` and `render`."""
    global _active, _language  # noqa: PLW0603 - one language per process, like a locale
    _language = language
    _active = _catalogue(language)


@cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    """Return a catalogue, or an empty one: `gettext.translation` loads `locale` and `copy` too."""
    path = LOCALE_DIR / language / "LC_MESSAGES" / "crisis_tui.mo"
    try:
        with path.open("rb") as file:
            return _gettext.GNUTranslations(file)
    except FileNotFoundError:
        return _gettext.NullTranslations()


def language() -> str:
    """Return the active language."""
    return _language


def preferred_language(wanted: str | None = None) -> str:
    """Return the wanted language, else the locale's if we speak it, else Dutch."""
    if wanted:
        return wanted
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return value[:2] if value[:2] in LANGUAGES else DEFAULT_LANGUAGE
    return DEFAULT_LANGUAGE


def _(message: str) -> str:
    """Return `message` in the active language."""
    return _active.gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """Return the form for `n` in the active language."""
    return _active.ngettext(singular, plural, n)


def render(text: AnyText) -> str:
    """Return any translatable text in the active language."""
    return _text.render(text, _active)
