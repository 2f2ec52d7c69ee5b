"""What can be typed: each verb in Dutch and English, and how the rest of the line is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.plain import asking, attending, handing_over, playing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crisis_tui.plain.desk import Desk, Outcome


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb: `words` in both languages, the first one of each is shown; `usage` of the rest."""

    dutch: tuple[str, ...]
    english: tuple[str, ...]
    usage: Text | None
    help: Text
    read: Callable[[Desk, str], Outcome]


INJECT = Text("MESSAGE")
MAYBE_INJECT = Text("[MESSAGE]")
TEXT = Text("TEXT")

VERBS: tuple[Verb, ...] = (
    Verb(("pauze",), ("pause",), None, Text("stop the exercise clock"), playing.pause),
    Verb(("verder",), ("go",), None, Text("let the exercise clock run"), playing.go),
    Verb(
        ("bereikt", "ontvangen"),
        ("received", "reached"),
        Text("MESSAGE [ROLE]"),
        Text("a role has the message; without a role: everybody"),
        playing.received,
    ),
    Verb(
        ("gedaan",),
        ("done",),
        Text("ACTION [NOTE]"),
        Text("an expected action was seen"),
        playing.done,
    ),
    Verb(
        ("besluit",),
        ("decide",),
        Text("DECISION OPTION [REASON]"),
        Text("settle a decision; any other text is a line of the log"),
        playing.decide,
    ),
    Verb(
        ("waarneming", "waarn"),
        ("observe", "obs"),
        Text("[OBJECTIVE] TEXT"),
        Text("what an observer saw"),
        playing.observe,
    ),
    Verb(("notitie",), ("note",), TEXT, Text("a free note"), playing.entry("note")),
    Verb(("beeld",), ("picture",), TEXT, Text("picture (BOB)"), playing.entry("picture")),
    Verb(("oordeel",), ("judgement",), TEXT, Text("judgement (BOB)"), playing.entry("judgement")),
    Verb(("feit",), ("fact",), TEXT, Text("a fact"), playing.entry("fact")),
    Verb(("aanname",), ("assumption",), TEXT, Text("assumption"), playing.entry("assumption")),
    Verb(("knelpunt",), ("bottleneck",), TEXT, Text("bottleneck"), playing.entry("bottleneck")),
    Verb(("vraag",), ("question",), TEXT, Text("a question"), playing.entry("question")),
    Verb(
        ("actie",),
        ("action",),
        Text("OWNER [TIME] TEXT"),
        Text("an action; TIME is 1:05 or +15"),
        playing.action,
    ),
    Verb(
        ("klaar",),
        ("finished",),
        Text("ENTRY"),
        Text("the action of this entry is done"),
        playing.close_action,
    ),
    Verb(("stuur",), ("send",), INJECT, Text("send it now"), playing.send),
    Verb(("houd",), ("hold",), INJECT, Text("keep it back"), playing.hold),
    Verb(("weg",), ("skip",), INJECT, Text("leave it out"), playing.skip),
    Verb(
        ("verzet",),
        ("retime",),
        Text("MESSAGE TIME"),
        Text("give it another time"),
        playing.retime,
    ),
    Verb(
        ("ongeldig",),
        ("void",),
        Text("MESSAGE REASON"),
        Text("it does not count"),
        playing.void,
    ),
    Verb(
        ("bericht",),
        ("write",),
        Text("ROLE[,ROLE] TITLE: TEXT"),
        Text("write a message and send it"),
        playing.write,
    ),
    Verb(
        ("inhalen",),
        ("catchup",),
        Text("send|skip"),
        Text("all that an outage or a jump held back"),
        playing.catch_up,
    ),
    Verb(("klok",), ("clock",), Text("CLOCK"), Text("its term was met"), playing.meet_clock),
    Verb(("snelheid",), ("speed",), Text("NUMBER"), Text("0.1 to 600"), playing.speed),
    Verb(("spring",), ("jump",), Text("TIME"), Text("set the exercise clock"), playing.jump),
    Verb(
        ("schuif",),
        ("shift",),
        Text("LENGTH"),
        Text("all that is still to come later (15) or sooner (-5)"),
        playing.shift,
    ),
    Verb(
        ("uitstel",),
        ("postpone",),
        Text("TIME REASON"),
        Text("stand still until a time of day (9:00, +30)"),
        playing.postpone,
    ),
    Verb(
        ("fase",),
        ("phase",),
        Text("[PHASE]"),
        Text("go to the next phase, or to this one"),
        playing.phase,
    ),
    Verb(
        ("mijlpaal",),
        ("milestone",),
        Text("[MILESTONE]"),
        Text("the crisis has come to it"),
        playing.milestone,
    ),
    Verb(
        ("overdracht",),
        ("handover",),
        Text("PERSON [yes]"),
        Text("hand over in five points; first shows the form"),
        handing_over.hand_over,
    ),
    Verb(
        ("aanvaard",),
        ("accept",),
        Text("[ENTRY]"),
        Text("sign for the hand-over to you"),
        handing_over.accept,
    ),
    Verb(
        ("inwerken",),
        ("briefing",),
        None,
        Text("what who takes over needs first"),
        handing_over.brief,
    ),
    Verb(
        ("noplay",),
        ("noplay",),
        Text("REASON"),
        Text("NO PLAY: freeze everything, real emergency"),
        playing.no_play,
    ),
    Verb(("hervat",), ("lift",), Text("NO PLAY"), Text("lift NO PLAY"), playing.lift),
    Verb(("terug",), ("undo",), None, Text("take your last entry back"), playing.undo),
    Verb(("status",), ("status",), None, Text("how the exercise stands"), asking.status),
    Verb(("wie",), ("who",), None, Text("who is at the exercise now"), attending.who),
    Verb(("berichten",), ("messages",), None, Text("all messages"), asking.messages),
    Verb(("kan",), ("can",), None, Text("what can still happen, as a tree"), asking.coming),
    Verb(("toon",), ("show",), MAYBE_INJECT, Text("a message in full"), asking.show),
    Verb(("log",), ("log",), None, Text("the last lines of the log"), asking.log),
    Verb(
        ("overnemen",),
        ("takeover",),
        None,
        Text("direct the exercise, if nobody does"),
        playing.take_over,
    ),
    Verb(("einde",), ("end",), Text("yes"), Text("end the exercise for everybody"), playing.end),
    Verb(("stop",), ("quit",), None, Text("leave; resume goes on with it"), playing.leave),
)


def find_verb(word: str) -> Verb | None:
    """Return the verb that a word means, in whatever language."""
    folded = word.casefold()
    return next((verb for verb in VERBS if folded in (*verb.dutch, *verb.english)), None)


def words() -> Iterator[str]:
    """Yield every word that is understood."""
    for verb in VERBS:
        yield from dict.fromkeys((*verb.dutch, *verb.english))
