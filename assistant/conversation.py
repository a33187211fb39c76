"""Follow-ups: what a question leans on from the one before it, and the bounded memory of conversations."""

import re
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from threading import Lock

from assistant.analysis import Analysis
from assistant.answers import Citation
from assistant.cues import ASKS_AREA, OF_ALL
from assistant.evidence import Evidence, action_words, gather, topic_coverage
from assistant.places import Place, is_within
from assistant.question_forms import Ask
from assistant.time_cues import ASKS_END, ASKS_START, WHOLE
from assistant.tracks import track_of
from vectorstore.danish import QueryWord
from vectorstore.records import Milestone, Span
from vectorstore.store import Store

MOST = 2000  # conversations remembered at a time; the one unused for longest goes first
KEPT = 2 * 60 * 60.0  # seconds after its last question that a conversation is remembered

_OPENS = re.compile(
    r"^\W*(?:(?:og|men|kun|bare|hvad så med|hvad med|hvad hvis|and|but|only|just|what about|how about)\b\W*)+",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:hv(?:ad|em|or\w*|ilke\w*|is)|when|what|who|which|how|why|where|is|are|does|do|er|bliver|skal|kan|har)\b",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"\b(?:det|den|de|dem|deres|dens|dets|dette|denne|disse|heri|herfor|derefter|derfor|it|its|they|them|their|this|that)\b",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"^\W*(?:og )?(?:(?:hvad )?så|(?:den |det )?næste)\W*$|"
    r"^\W*and then\W*$|\b(?:derefter|bagefter|herefter|efterfølgende|afterwards)\b|"
    r"\b(?:efter (?:det|den|dem)|after (?:that|it))(?=\W*$)",
    re.IGNORECASE,
)
_BEFORE_IT = re.compile(
    r"\b(?:før|inden|forud for) (?:det|den|dem|da)(?=\W*$)|\bbefore (?:that|it|them|then)(?=\W*$)", re.IGNORECASE
)
_BARE_WHEN = re.compile(
    r"\W*(?:(?:og|men|så|and) )?(?:hvornår|when)(?: (?:er|bliver|is) (?:det|den|it))?\W*", re.IGNORECASE
)
_VERB = re.compile(  # an infinitive behind a modal, a participle behind an auxiliary, a passive behind the wh-word
    r"\b(?:skal|kan|vil|må|bør)(?: (?:der|det|vi|man|I|de|jeg))? (\w{3,}es?)(?=\W*$)"
    r"|(?<!hvad )(?<!hvem )\b(?:har|er|bliver|blev|var)(?: (?:der|det|vi|man|I|de|jeg))? (\w{2,}(?:et|te?|ede))(?=\W*$)"
    r"|\bhv\w+ (\w{3,}(?:es|ås))\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\w{3,}(?:es|ås)$")
_WHICH_ONLY = re.compile(r"\W*(?:(?:og|men|så) )?(?:hvilke[nt]?|which) \w+\W*", re.IGNORECASE)
_STANDS_ALONE = {
    *(Ask.GREETING, Ask.THANKS, Ask.SELF, Ask.FOCUS_AREAS, Ask.KEY_FIGURES, Ask.INITIATIVES, Ask.ABBREVIATION, Ask.MOST)
}
_FACTS = {Ask.NUMBER, Ask.MONEY, Ask.WHO}  # "hvornår?" after these is asked of what they tell, not of the initiative
_LISTS = {Ask.MILESTONES, Ask.NEXT, Ask.OVERDUE}  # with no subject, of the whole programme
_LISTS_STEPS = {*_LISTS, Ask.PROGRESS, Ask.OUTERMOST}  # "den anden" of milestones is no initiative
_ONE_STEP = {Ask.WHEN, Ask.NEXT, Ask.OUTERMOST}  # asked again of a period they are for its steps
_ROLE = re.compile(
    r"ansvar|forankr|\b(?:ejer|leder|chef|tovholder|kontaktperson)|projektleder|responsib|\b(?:owner|manager)"
)
_PREPOSITION = re.compile(r"\b(?:i|på|for|hos|til|fra|af|med|ved|in|at|to|of|with) (\w+)", re.IGNORECASE)
_DEFINITE = re.compile(r"(?:en|et|erne|ene)$")  # "piloten", "budgettet"
_SAID = 0.7
_FEW = 3  # words of a question that may leave its subject out


@dataclass(frozen=True, slots=True)
class Turn:
    """What a later question may lean on: the question as it was understood, and the title of its initiative, or "".

    `since` is the start of the first period that the answer named, `until` the end of the last, `step` the
    milestone where it quoted one only; `areas` and `listed`
    are the titles of the focus areas and the initiatives that were last listed as such, in their order; `steps` are
    the milestones that were last listed, `track` is the part of the subject that those last quoted are of; `said`
    are the places that the conversation has been quoted since it came to its subject.
    """

    analysis: Analysis
    subject: str
    since: date | None = None
    until: date | None = None
    step: Milestone | None = None
    areas: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    steps: tuple[Milestone, ...] = ()
    track: str = ""
    said: frozenset[Place] = frozenset()


class Conversations:
    """The last turn of each conversation, in memory; forgotten after `KEPT` seconds or `MOST` others."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._turns: OrderedDict[str, tuple[float, Turn]] = OrderedDict()
        self._lock = Lock()

    def last(self, conversation_id: str) -> Turn | None:
        """The last turn of a conversation, or None where there is none or it is too old."""
        with self._lock:
            at, turn = self._turns.get(conversation_id, (0.0, None))
            return turn if self._clock() - at < KEPT else None

    def remember(self, conversation_id: str, turn: Turn) -> None:
        """Keep a turn as the conversation's last."""
        with self._lock:
            self._turns[conversation_id] = (self._clock(), turn)
            self._turns.move_to_end(conversation_id)
            while len(self._turns) > MOST:
                self._turns.popitem(last=False)


def readings(analysis: Analysis, turn: Turn, store: Store) -> tuple[Analysis, ...]:
    """What a question may mean after the turn before, likeliest first: the first that has an answer is meant.

    One that points back or leaves its subject out ("og hvornår slutter det?") gets the subject of the turn before;
    one that only names another subject or period ("hvad med klima?", "og i 2027?") asks the same of that; a short
    one may stand on its own or be about the same ("hvem er undtaget?").
    """
    if analysis.ask is Ask.MORE:
        return (replace(analysis, subject=turn.subject, said=turn.said),)
    of_all = OF_ALL.search(analysis.question)
    if of_all and analysis.ask in _LISTS and (WHOLE.search(of_all[0]) or not _POINTS.search(analysis.question)):
        return (analysis,)
    if analysis.ask in _STANDS_ALONE and not ASKS_AREA.search(analysis.question):
        return (analysis,)
    opening = _OPENS.match(analysis.question)
    own = gather(store, analysis)
    about = replace(analysis, subject=turn.subject or _words(turn.analysis), listed=_places(turn.steps))
    if turn.subject and not WHOLE.search(analysis.question):
        about = replace(about, track=turn.track)
    step = turn.step.period if turn.step else None
    if _THEN.search(analysis.question) and (turn.until or turn.since) and not own.named:
        after = turn.until + timedelta(days=1) if turn.until else date.max  # nothing comes after an open end
        return (replace(about, ask=Ask.NEXT, words="", after=after, step=step),)
    if _BEFORE_IT.search(analysis.question) and turn.since and not own.named:
        return (replace(about, ask=Ask.NEXT, words="", before=turn.since, step=step),)
    others = _others_that_say(own, turn.subject, store)
    nouns = _nouns(analysis, own)
    is_definite = all(_DEFINITE.search(word.text) for word in nouns)
    if turn.subject and not own.named and _leaves_out(analysis, own, nouns):
        return (about,)  # "hvem skal godkende?", "hvilke forvaltninger?"
    if turn.subject and is_definite and _names_by_part(own, store) and _speaks_of(turn.subject, own, store):
        return (about,)  # "hvad sker der efter strategien?", though another has one in its title, too
    is_part = turn.subject and len(others) > 1 and is_definite
    if is_part and opening and not own.named:
        return (about,)  # "hvad med budgettet?" is of what is spoken of, as "hvornår er piloten?"
    if opening and not _ASKS.search(analysis.question, opening.end()):
        again = _asked_again(analysis, turn, own, store)
        of_subject = turn.subject and nouns and is_definite and not own.named
        return (again,) if of_subject and _speaks_of(turn.subject, own, store) else (again, analysis)
    points_back = turn.subject and _POINTS.search(analysis.question)
    of_subject = len(own.named) > 1 and turn.subject in {one.title for one in own.named}
    if of_subject and analysis.ask not in _LISTS:
        return (about, analysis)  # "implementeringen" is that of what is spoken of
    if own.named and not (points_back and len(own.named) > 1):  # a word of several titles names none ("færdigt")
        return (analysis,)
    if analysis.ask is Ask.WHEN and not own.topic and turn.analysis.ask is Ask.NUMBER and not turn.subject:
        return (replace(turn.analysis, question=analysis.question),)  # a key figure's data period
    if turn.subject and _BARE_WHEN.fullmatch(analysis.question):
        of_fact = turn.analysis.words if turn.analysis.ask in _FACTS else analysis.words
        return (replace(about, words=turn.step.text if turn.step else of_fact),)
    if analysis.duration and turn.analysis.ask is Ask.WHEN and not own.topic:
        return (replace(turn.analysis, question=analysis.question, duration=True),)
    only_role = analysis.ask is Ask.WHO and all(_ROLE.search(word.text) for word in own.topic)
    if len(others) == 1 and (points_back or opening) and _names(others[0], analysis, own, store):
        own_words = re.compile("|".join(rf"\b{re.escape(word.text)}\b" for word in own.topic), re.IGNORECASE)
        of_other = replace(analysis, subject=others[0], words=own_words.sub("", analysis.words))
        return analysis, of_other  # "hvad med ok26, hvornår er det?"
    if points_back or (turn.subject and (opening or only_role)):
        return (about,)
    if opening or 0 < len(own.topic) <= _FEW:
        if _speaks_of(turn.subject, own, store):
            return (about,) if is_definite else (about, analysis)
        return (about,) if is_part else (analysis, about)
    if analysis.ask in (Ask.NEXT, Ask.MILESTONES) and not (analysis.periods or own.topic) and turn.subject:
        return (about,)  # "hvad er milepælene?"
    return (analysis,) if own.topic or analysis.ask in _LISTS else (about,)


def turn_of(
    analysis: Analysis, citations: Sequence[Citation], evidence: Evidence, before: Turn | None, store: Store
) -> Turn:
    """What a later question may lean on: the one initiative that this one was about, else that of the turn before.

    `citations` are those of an answer: what is only nearest to an unanswered question is not what it was about.
    """
    periods = [citation.period for citation in citations if citation.period]
    since = min((period.start for period in periods if period.start), default=None)
    until = max((period.end for period in periods if period.end), default=None)
    cited = {citation.initiative for citation in citations if citation.initiative}
    if len(cited) == 1:
        (subject,) = cited
    elif not cited and before and before.subject and analysis.subject == before.subject:
        subject = before.subject
    elif len(evidence.named) == 1:
        subject = evidence.named[0].title
    else:
        subject = before.subject if before and not evidence.named and not cited else ""
    places = tuple((c.document_id, Span(c.page, c.start, c.end)) for c in citations)
    same = before if before and before.subject == subject else None
    said = frozenset(places) | (same.said if same else frozenset())
    quoted = (m for place in places for m in store.milestones if is_within(place, _places([m])))
    milestones = tuple(dict.fromkeys(quoted))
    picked_of = before.steps if before and analysis.listed and set(milestones) < set(before.steps) else ()
    lists = len(milestones) > 1 and (analysis.ask in _LISTS_STEPS or len(cited) == 1)
    steps = picked_of or (milestones if lists else ())
    asked = before.analysis if before and analysis.ask is Ask.MORE else analysis
    areas, listed = _lists(analysis, citations, before)
    listed = () if steps else listed
    step = milestones[0] if len(milestones) == 1 else None
    track = track_of(milestones) if milestones else same.track if same else ""
    return Turn(asked, subject, since, until, step, areas, listed, steps or (same.steps if same else ()), track, said)


def _lists(
    analysis: Analysis, citations: Sequence[Citation], before: Turn | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The focus areas and the initiatives that an answer lists; those of the turn before where it lists none.

    The initiatives of one area stand beside the list of areas that it was picked from.
    """
    areas = _several(citation.section for citation in citations if analysis.ask is Ask.FOCUS_AREAS)
    listed = _several(citation.initiative for citation in citations)
    if before and not areas and not listed:
        return before.areas, before.listed
    if before and any(area in analysis.question for area in before.areas):
        areas = before.areas
    return areas, () if analysis.ask in _LISTS_STEPS else listed


def _several(titles: Iterable[str | None]) -> tuple[str, ...]:
    """The different titles in their order; none where there is but one."""
    found = tuple(dict.fromkeys(title for title in titles if title))
    return found if len(found) > 1 else ()


def _asked_again(analysis: Analysis, turn: Turn, own: Evidence, store: Store) -> Analysis:
    """The question before, of another subject ("hvad med klima?"), another part of it or another period."""
    before = turn.analysis
    periods = analysis.periods or before.periods
    asks_steps = (before.ask in _ONE_STEP and analysis.periods) or analysis.ask is Ask.MILESTONES
    if not own.topic and turn.subject and asks_steps:
        return replace(analysis, ask=Ask.MILESTONES, words="", subject=turn.subject)
    if not own.topic:
        return replace(before, question=analysis.question, periods=periods, after=analysis.after or before.after)
    asked = replace(
        analysis,
        ask=before.ask,
        periods=periods,
        attribute=before.attribute,
        counted=before.counted,
        duration=before.duration,
        after=analysis.after or before.after,
    )
    if not own.named:
        return replace(asked, subject=turn.subject)
    action = action_words(gather(store, before), store)
    return replace(asked, words=" ".join((analysis.words, *(word.text for word in action))))


def _speaks_of(subject: str, own: Evidence, store: Store) -> bool:
    """Whether what the programme says of the subject has all that a question asks for ("hvornår er piloten klar?")."""
    said = [passage.text for passage in store.passages.values() if subject and passage.initiative == subject]
    asked = [word for word in _less_time(own.topic) if not _PASSIVE.search(word.text)]
    return bool(said and asked) and all(topic_coverage(store, [word], said) >= _SAID for word in asked)


def _others_that_say(own: Evidence, subject: str, store: Store) -> list[str]:
    """The titles of other initiatives that say what the subject does not of a question's topic; none where it says all.

    One says "OK26": the question has left the subject. Several say "pilot": that is a part of any plan.
    """
    said: dict[str, list[str]] = {}
    for passage in store.passages.values():
        if passage.initiative:
            said.setdefault(passage.initiative, [passage.initiative]).append(passage.text)
    of_subject = said.pop(subject, [])
    words = [word for word in _less_time(own.topic) if topic_coverage(store, [word], of_subject) < _SAID]
    saying = [[title for title in said if topic_coverage(store, [word], said[title]) >= _SAID] for word in words]
    saying = [titles for titles in saying if titles]  # what nobody says tells no subject from another
    return [title for title in said if all(title in titles for titles in saying)] if saying else []


def _names(title: str, analysis: Analysis, own: Evidence, store: Store) -> bool:
    """Whether a question names an initiative: by a word of its title, or by what the text writes in capitals ("OK26").

    What stands behind a preposition says where or for whom: "hvornår kommer det ud i BUF".
    """
    question = _OPENS.sub("", analysis.question)
    behind = {match[1].casefold() for match in _PREPOSITION.finditer(question)}
    words = [word for word in own.topic if word.text not in behind]
    in_title = any(topic_coverage(store, [word], [title]) >= _SAID for word in words)
    texts = " ".join(passage.text for passage in store.passages.values() if passage.initiative == title)
    return in_title or any(re.search(rf"\b{re.escape(word.text.upper())}\b", texts) for word in words)


def _nouns(analysis: Analysis, own: Evidence) -> list[QueryWord]:
    """A topic less what says only when, and less the verb of an elliptic question ("hvem skal *godkende*?")."""
    verbs = {(match[1] or match[2] or match[3]).casefold() for match in _VERB.finditer(analysis.question)}
    return [word for word in _less_time(own.topic) if word.text not in verbs]


def _leaves_out(analysis: Analysis, own: Evidence, nouns: Sequence[QueryWord]) -> bool:
    """Whether a question has only a verb, or asks only which, and so leaves out what it is about."""
    return (bool(own.topic) and not nouns) or _WHICH_ONLY.fullmatch(analysis.question) is not None


def _names_by_part(own: Evidence, store: Store) -> bool:
    """Whether the initiatives that a question names have its words only as parts of theirs ("Klimastrategi")."""
    titles = {term for initiative in own.named for term in store.terms(initiative.title).words}
    return bool(titles) and not any(word.terms[0][0] in titles for word in own.topic)


def _less_time(topic: Sequence[QueryWord]) -> list[QueryWord]:
    """A topic less what says only that something begins or ends ("klar", "gået i gang")."""
    return [w for w in topic if not (ASKS_END.search(w.text) or ASKS_START.search(w.text) or w.text.endswith(" gang"))]


def _places(milestones: Iterable[Milestone]) -> tuple[Place, ...]:
    return tuple((milestone.document_id, milestone.span) for milestone in milestones)


def _words(analysis: Analysis) -> str:
    return f"{analysis.words} {analysis.subject}".strip()
