"""Who is meant: by the mail address of an attendee, or by a name or id in the title."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crisis_tui.files.ical.events import CalendarEvent
    from crisis_tui.files.ical.lines import Line
    from crisis_tui.files.ical.question import Match, Person
    from crisis_tui.files.ical.values import Property

Key = TypeVar("Key", str, tuple[str, ...])

_WORD = re.compile(r"\w+(?:['’.-]+\w+)*")
_REFUSING = {"DECLINED", "TENTATIVE", "DELEGATED"}
_NOBODY = {"ROOM", "RESOURCE"}
_KEPT = 10_000
_LONGEST_TITLE = 120


class Spelling(NamedTuple):
    """How somebody is called in a file, and where."""

    text: str
    line: Line


class Named(NamedTuple):
    """Whom an event names: people of the roster, others, names that fit several, who declined."""

    people: tuple[str, ...]
    unknown: tuple[Spelling, ...] = ()
    ambiguous: tuple[Spelling, ...] = ()
    refusing: tuple[Spelling, ...] = ()


class People:
    """Finds the people of a roster in events."""

    def __init__(self, people: Sequence[Person], match: Match) -> None:
        self._match = match
        self._mails = _by_key((each.mail.strip().casefold(), each.id) for each in people)
        self._ids = {each.id for each in people}
        self._names = _by_key((_words(each.name), each.id) for each in people)
        self._longest = max((len(words) for words in self._names), default=0)
        self.known = [each.mail if match == "mail" else each.name for each in people]
        self._in_text = lru_cache(maxsize=_KEPT)(self._find_in_text)

    def named_in(self, event: CalendarEvent) -> Named:
        """Return whom an event names."""
        if self._match == "mail":
            return self._by_mail(event)
        for text in (event.summary, *event.categories):
            people, ambiguous = self._in_text(text)
            if people or ambiguous:
                title = event.line_of("SUMMARY")
                return Named(people, ambiguous=tuple(Spelling(each, title) for each in ambiguous))
        return Named((), unknown=(Spelling(event.summary, event.line_of("SUMMARY")),))

    def candidates(self, spelling: str) -> Iterator[str]:
        """Yield what of a spelling could be a name or address: of a title also two to four words."""
        text = spelling[:_LONGEST_TITLE]
        words = [match[0] for match in _WORD.finditer(text)] if self._match == "name" else []
        for length in (2, 3, 4):
            for at in range(len(words) - length + 1):
                yield " ".join(words[at : at + length])
        yield text

    def _by_mail(self, event: CalendarEvent) -> Named:
        people: list[str] = []
        unknown: list[Spelling] = []
        ambiguous: list[Spelling] = []
        refusing: list[Spelling] = []
        for attendee in event.attendees:
            if attendee.param("CUTYPE").upper() in _NOBODY:
                continue
            spelling = Spelling(_mail(attendee), attendee.line)
            fitting = self._mails.get(spelling.text.casefold(), ())
            if attendee.param("PARTSTAT").upper() in _REFUSING:
                refusing.append(spelling)
            elif len(fitting) == 1:
                people.append(fitting[0])
            else:
                (ambiguous if fitting else unknown).append(spelling)
        if not (people or unknown or ambiguous or refusing):
            unknown.append(Spelling("", event.line))
        return Named(
            tuple(dict.fromkeys(people)), tuple(unknown), tuple(ambiguous), tuple(refusing)
        )

    def _find_in_text(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Find ids, written as in the roster, and names; of names in names the longest counts."""
        written = [match[0] for match in _WORD.finditer(text)]
        people = [word for word in written if word in self._ids]
        ambiguous = []
        words = _words(text)
        at = 0
        while at < len(words):
            length, fitting = self._longest_at(words, at)
            at += length
            if len(fitting) == 1:
                people += fitting
            elif fitting and not set(fitting) & set(people):
                ambiguous.append(" ".join(words[at - length : at]))
        return tuple(dict.fromkeys(people)), tuple(dict.fromkeys(ambiguous))

    def _longest_at(self, words: tuple[str, ...], at: int) -> tuple[int, list[str]]:
        for length in range(min(self._longest, len(words) - at), 0, -1):
            fitting = self._names.get(words[at : at + length])
            if fitting:
                return length, fitting
        return 1, []


def _mail(attendee: Property) -> str:
    value = attendee.value.strip()
    if value[:7].casefold() == "mailto:":
        return value[7:].strip()
    return attendee.param("EMAIL").strip() or value


def _words(text: str) -> tuple[str, ...]:
    """Return the words of a text, alike whether a letter and its accent are one character or two."""
    return tuple(match[0].casefold() for match in _WORD.finditer(normalize("NFC", text)))


def _by_key(pairs: Iterable[tuple[Key, str]]) -> dict[Key, list[str]]:
    found: dict[Key, list[str]] = {}
    for key, person in pairs:
        if key:
            found.setdefault(key, []).append(person)
    return found
