"""Text that may be shown: cleaned of terminal commands, and translatable late."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff"
    "\ud800-\udfff]"
)
"""A character that commands a terminal, reorders text or cannot be seen."""


def clean_text(text: str) -> str:
    """Replace every unsafe character by U+FFFD.

    Newline and tab stay. Applied at every way in; Textual and Rich pass such characters on.
    """
    return UNSAFE.sub(REPLACEMENT, text.replace("\r\n", "\n"))


def first_unsafe(text: str) -> re.Match[str] | None:
    """Return the first unsafe character of `text` as a match, or None."""
    return UNSAFE.search(text)


class Translator(Protocol):
    """The part of `gettext.NullTranslations` that this program uses."""

    def gettext(self, message: str, /) -> str:
        """Return the translation of `message`."""

    def ngettext(self, msgid1: str, msgid2: str, n: int, /) -> str:
        """Return the translation for the number `n`."""


class _Translatable:
    """Compared by what it says. Hand-made: `dataclasses` costs every command 10 ms."""

    __slots__: tuple[str, ...] = ()

    def _parts(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__slots__)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash(self._parts())

    def __repr__(self) -> str:
        return f"{type(self).__name__}{self._parts()}"


class Text(_Translatable):
    """A translatable sentence: an English message with `{named}` places and their values.

    Values are strings, numbers or other translatable texts. The message must be a literal at the
    call, because the catalogue is extracted from the source.
    """

    __slots__ = ("message", "values")

    def __init__(self, message: str, /, **values: Value) -> None:
        """Keep `message` and `values` for translation later."""
        self.message: Final = message
        self.values: Final[tuple[tuple[str, Value], ...]] = tuple(sorted(values.items()))

    def render(self, translator: Translator) -> str:
        """Return the sentence in the translator's language."""
        return _fill(translator.gettext(self.message), dict(self.values), translator)

    def __str__(self) -> str:
        """Return the sentence in English."""
        return _fill(self.message, dict(self.values), _ENGLISH)


class Texts(_Translatable):
    """A translatable sentence whose form depends on a number, available in it as `{n}`."""

    __slots__ = ("n", "plural", "singular", "values")

    def __init__(self, singular: str, plural: str, n: int, /, **values: Value) -> None:
        """Keep both forms, the number and the values for translation later."""
        self.singular: Final = singular
        self.plural: Final = plural
        self.n: Final = n
        self.values: Final[tuple[tuple[str, Value], ...]] = tuple(sorted(values.items()))

    def render(self, translator: Translator) -> str:
        """Return the sentence in the translator's language."""
        message = translator.ngettext(self.singular, self.plural, self.n)
        return _fill(message, {**dict(self.values), "n": self.n}, translator)

    def __str__(self) -> str:
        """Return the sentence in English."""
        return self.render(_ENGLISH)


Value = str | int | float | Text | Texts
AnyText = str | Text | Texts


def render(text: AnyText, translator: Translator) -> str:
    """Return any kind of text as a string in the translator's language."""
    return text if isinstance(text, str) else text.render(translator)


def _fill(message: str, values: Mapping[str, Value], translator: Translator) -> str:
    shown = {
        name: value.render(translator) if isinstance(value, Text | Texts) else value
        for name, value in values.items()
    }
    return message.format_map(shown)


class _English:
    def gettext(self, message: str, /) -> str:
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int, /) -> str:
        return msgid1 if n == 1 else msgid2


_ENGLISH = _English()
