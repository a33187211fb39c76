"""Answers about initiatives as a whole: what one is, what is planned for it, how two differ."""

import re
from dataclasses import replace

from assistant.analysis import Analysis
from assistant.answers import Draft, Statement
from assistant.areas import of_area
from assistant.cues import ASKS_ABOUT, ASKS_BENEFIT, ASKS_DIFFERENCE, ASKS_PLAN, ASKS_WHY_NOW, BECAME, NEGATED
from assistant.evidence import Evidence, topic_coverage
from assistant.lines import dated_line, grouped
from assistant.patterns import OPENER
from assistant.question_forms import Ask
from assistant.text_cues import TELLS_PURPOSE
from assistant.tracks import of_track
from prompts import Replies
from vectorstore.records import Initiative, Kind, Passage, Sentence
from vectorstore.store import Store

_AND = re.compile(r"\s+(?:og|med|and)\s+")
_WHY = re.compile(rf"{OPENER}hvorfor (?P<verb>\w+)", re.IGNORECASE)
_NAMES = 0.5  # how well a title must have each word of a question that asks of the whole
_DESCRIBED_BY = 2  # sentences, and one more for the purpose


def overview(analysis: Analysis, evidence: Evidence, store: Store, replies: Replies) -> Draft | None:
    """What is planned for, or what is said of, the initiatives that a question names and asks nothing special of."""
    planned = _plan(analysis, evidence, store, replies)
    return planned or _description(analysis, evidence, store, replies)


def _description(analysis: Analysis, evidence: Evidence, store: Store, replies: Replies) -> Draft | None:
    """How the programme introduces the one initiative that a question names and asks nothing special of.

    Where it asks for the difference between two, each is introduced under its title.
    """
    a_word = len(analysis.question.split()) == len(evidence.topic)  # of a title, and nothing else
    bare = a_word and not analysis.inherited.leans_on
    asks_about = analysis.ask in (Ask.TEXT, Ask.PURPOSE) and (bare or ASKS_ABOUT.search(analysis.question))
    asks_about = asks_about and not (analysis.periods and ASKS_PLAN.search(analysis.question))
    difference = ASKS_DIFFERENCE.search(analysis.question)
    about = _sides(analysis, store) if difference else evidence.named
    wanted = 2 if difference else 1
    if not (asks_about or difference) or ASKS_BENEFIT.search(analysis.question) or len(about) != wanted:
        return None
    titles = [initiative.title for initiative in about]
    if any(topic_coverage(store, [word], titles) < _NAMES for word in evidence.topic):
        return None
    lines: list[Statement] = []
    for initiative in about:
        said = _introduction(initiative, evidence, store)
        if not said:
            return None
        lines += [Statement(f"**{initiative.title}**", claim=False)] if difference else []
        lines += [dated_line(store, replies, passage, sentence) for passage, sentence in said]
    return Draft("answered", tuple(lines))


def why_at_all(analysis: Analysis, evidence: Evidence, store: Store, replies: Replies) -> Draft | None:
    """For "hvorfor skifter vi lønsystem?" how the programme introduces that initiative: what was wrong, what it is for.

    Only where all but the verb stands in the title: of a part of it ("hvorfor må hunde ikke …?") a sentence tells why.
    """
    asks = _WHY.match(analysis.question)
    about = evidence.focus if len(evidence.named) != 1 else evidence.named[0]
    special = any(form.search(analysis.question) for form in (NEGATED, BECAME, ASKS_WHY_NOW))
    if not asks or about is None or special or analysis.inherited.leans_on or analysis.periods:
        return None
    things = [word for word in evidence.topic if word.text.split()[0] != asks["verb"].casefold()]
    if not things or any(topic_coverage(store, [word], [about.title]) < _NAMES for word in things):
        return None
    said = _introduction(about, replace(evidence, topic=tuple(things)), store)
    return Draft("answered", tuple(dated_line(store, replies, *place) for place in said)) if said else None


def _sides(analysis: Analysis, store: Store) -> tuple[Initiative, ...]:
    """The initiative that each side of "forskellen på X og Y" names best."""
    _, _, compared = analysis.words.rpartition(" er ")
    found: list[Initiative] = []
    for side in _AND.split(compared or analysis.words):
        words = store.lexical.query_words(side)
        covered = [(topic_coverage(store, words, [one.title]), one) for one in store.initiatives] if words else []
        best = max((share for share, _ in covered), default=0.0)
        found += [one for share, one in covered if share == best and best >= _NAMES][:1]
    return tuple(dict.fromkeys(found))


def _plan(analysis: Analysis, evidence: Evidence, store: Store, replies: Replies) -> Draft | None:
    """The milestones of the initiatives or the area that a question names; of one, its introduction before them."""
    if not ASKS_PLAN.search(analysis.question) or not evidence.topic:
        return None
    about = evidence.named or _titled(evidence, store) or of_area(evidence.topic, store)
    titles = [f"{initiative.title} {initiative.section}" for initiative in about]
    if any(topic_coverage(store, [word], titles) < _NAMES for word in evidence.topic):
        return None
    said = _introduction(about[0], evidence, store)[:1] if len(about) == 1 else []
    ids = {initiative.id for initiative in about}
    own = of_track(analysis, evidence, store, [m for m in store.milestones if m.initiative_id in ids])
    if analysis.periods:
        said = []
        undated = [m for m in own if m.period is None]  # what comes "derefter"
        own = [m for m in own if m.period and any(m.period.overlaps(asked) for asked in analysis.periods)] or undated
    if not own and analysis.periods:
        titled = ", ".join(f"»{initiative.title}«" for initiative in about)
        none = replies.list_empty_for_initiative.format(initiatives=titled)
        return Draft("not_found", (Statement(none, claim=False),))
    if not own:
        return None
    return Draft("answered", (*(dated_line(store, replies, *place) for place in said), *grouped(own, store)))


def _titled(evidence: Evidence, store: Store) -> list[Initiative]:
    """The one initiative whose title says most of the topic, though another place has it word for word."""
    shares = [(topic_coverage(store, evidence.topic, [one.title]), one) for one in store.initiatives]
    best = max((share for share, _ in shares), default=0.0)
    found = [one for share, one in shares if share == best]
    return found if best >= _NAMES and len(found) == 1 else []


def _introduction(initiative: Initiative, evidence: Evidence, store: Store) -> list[tuple[Passage, Sentence]]:
    """The first sentences of an initiative's description, and the first after them that tells its purpose."""
    own = [p for p in store.passages.values() if p.initiative_id == initiative.id and p.kind is Kind.INITIATIVE]
    if not own:
        return []
    asked = [word for word in evidence.topic if topic_coverage(store, [word], [initiative.title]) < _NAMES]
    passage = max(own, key=lambda p: topic_coverage(store, asked, [p.text])) if asked else own[0]
    purpose = [s for s in passage.sentences[_DESCRIBED_BY:] if TELLS_PURPOSE.search(s.text)][:1]
    return [(passage, sentence) for sentence in (*passage.sentences[:_DESCRIBED_BY], *purpose)]
