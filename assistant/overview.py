"""Answers about initiatives as a whole: what one is, what is planned for it, how two differ."""

import re
from dataclasses import replace

from assistant.analysis import Analysis
from assistant.answers import Draft, Statement
from assistant.areas import of_area
from assistant.case import Case
from assistant.cues import ASKS_ABOUT, ASKS_BENEFIT, ASKS_DIFFERENCE, ASKS_PLAN, ASKS_WHY_NOW, BECAME, NEGATED
from assistant.degrees import SAID
from assistant.evidence import Evidence, topic_coverage
from assistant.lines import dated_line, grouped
from assistant.patterns import OPENER
from assistant.question_forms import Ask
from assistant.text_cues import TELLS_PURPOSE
from assistant.tracks import of_track
from vectorstore.records import Initiative, Kind, Passage, Sentence
from vectorstore.store import Store

_AND = re.compile(r"\s+(?:og|med|and)\s+")
_WHY = re.compile(  # of doing it at all, not of stopping, moving or naming it, nor of how much or how little is done
    rf"{OPENER}hvorfor (?:(?P<verb>laver|bygger|indfører|etablerer|opretter|anlægger|tilbyder|starter|igangsætter|"
    r"skifter|ændrer|har|arbejder|gør|satser|samler|planter|går|skriver|skaber|sætter|vil|skal|kommer|giver|prøver|køber|"
    r"bruger) (?:vi|I|man|der|kommunen|centret)\b|et\b|en\b|alt det\b)"
    r"(?!.*\b(?:kun|færre|flere|først|ikke|mindre|mere|så)\b)",
    re.IGNORECASE,
)
_DESCRIBED_BY = 2  # sentences, and one more for the purpose


def overview(case: Case) -> Draft | None:
    """What is planned for, or what is said of, the initiatives that a question names and asks nothing special of."""
    planned = _plan(case)
    return planned or _description(case)


def _description(case: Case) -> Draft | None:
    """How the programme introduces the one initiative that a question names and asks nothing special of.

    Where it asks for the difference between two, each is introduced under its title.
    """
    a_word = len(case.question.split()) == len(case.topic)  # of a title, and nothing else
    bare = a_word and not case.analysis.inherited.leans_on
    asks_about = case.ask in (Ask.TEXT, Ask.PURPOSE) and (bare or ASKS_ABOUT.search(case.question))
    asks_about = asks_about and not (case.periods and ASKS_PLAN.search(case.question))
    difference = ASKS_DIFFERENCE.search(case.question)
    about = _sides(case.analysis, case.store) if difference else case.evidence.named
    wanted = 2 if difference else 1
    if not (asks_about or difference) or ASKS_BENEFIT.search(case.question) or len(about) != wanted:
        return None
    titles = [initiative.title for initiative in about]
    if any(topic_coverage(case.store, [word], titles) < SAID for word in case.topic):
        return None
    lines: list[Statement] = []
    for initiative in about:
        said = _introduction(initiative, case.evidence, case.store)
        if not said:
            return None
        lines += [Statement(f"**{initiative.title}**", claim=False)] if difference else []
        lines += [dated_line(case.store, case.replies, passage, sentence) for passage, sentence in said]
    return Draft("answered", tuple(lines))


def why_at_all(case: Case) -> Draft | None:
    """For "hvorfor skifter vi lønsystem?" how the programme introduces that initiative: what was wrong, what it is for.

    Only where all but the verb stands in the title: of a part of it ("hvorfor må hunde ikke …?") a sentence tells why.
    """
    asks = _WHY.match(case.question)
    about = case.focus if len(case.evidence.named) != 1 else case.evidence.named[0]
    special = any(form.search(case.question) for form in (NEGATED, BECAME, ASKS_WHY_NOW))
    if not asks or about is None or special or case.analysis.inherited.leans_on or case.periods:
        return None
    things = [word for word in case.topic if word.text.split()[0] != (asks["verb"] or "").casefold()]
    if not things or any(topic_coverage(case.store, [word], [about.title]) < SAID for word in things):
        return None
    if len({milestone.track for milestone in case.store.milestones_of(about.id)}) > 1:
        return None  # of two halves ("på det personalejuridiske område og på rekrutteringsområdet") it begins with one
    said = _introduction(about, replace(case.evidence, topic=tuple(things)), case.store)
    return Draft("answered", tuple(dated_line(case.store, case.replies, *place) for place in said)) if said else None


def _sides(analysis: Analysis, store: Store) -> tuple[Initiative, ...]:
    """The initiative that each side of "forskellen på X og Y" names best."""
    _, _, compared = analysis.words.rpartition(" er ")
    found: list[Initiative] = []
    for side in _AND.split(compared or analysis.words):
        words = store.lexical.query_words(side)
        covered = [(topic_coverage(store, words, [one.title]), one) for one in store.initiatives] if words else []
        best = max((share for share, _ in covered), default=0.0)
        found += [one for share, one in covered if share == best and best >= SAID][:1]
    return tuple(dict.fromkeys(found))


def _plan(case: Case) -> Draft | None:
    """The milestones of the initiatives or the area that a question names; of one, its introduction before them."""
    if not ASKS_PLAN.search(case.question) or not case.topic:
        return None
    about = case.evidence.named or _titled(case.evidence, case.store) or of_area(case.topic, case.store)
    titles = [f"{initiative.title} {initiative.section}" for initiative in about]
    if any(topic_coverage(case.store, [word], titles) < SAID for word in case.topic):
        return None
    said = _introduction(about[0], case.evidence, case.store)[:1] if len(about) == 1 else []
    ids = {initiative.id for initiative in about}
    own = of_track(
        case.analysis, case.evidence, case.store, [m for m in case.store.milestones if m.initiative_id in ids]
    )
    if case.periods:
        said = []
        undated = [m for m in own if m.period is None]  # what comes "derefter"
        own = [m for m in own if m.period and any(m.period.overlaps(asked) for asked in case.periods)] or undated
    if not own and case.periods:
        titled = ", ".join(f"»{initiative.title}«" for initiative in about)
        none = case.replies.list_empty_for_initiative.format(initiatives=titled)
        return Draft("not_found", (Statement(none, claim=False),))
    if not own:
        return None
    return Draft(
        "answered", (*(dated_line(case.store, case.replies, *place) for place in said), *grouped(own, case.store))
    )


def _titled(evidence: Evidence, store: Store) -> list[Initiative]:
    """The one initiative whose title says most of the topic, though another place has it word for word."""
    shares = [(topic_coverage(store, evidence.topic, [one.title]), one) for one in store.initiatives]
    best = max((share for share, _ in shares), default=0.0)
    found = [one for share, one in shares if share == best]
    return found if best >= SAID and len(found) == 1 else []


def _introduction(initiative: Initiative, evidence: Evidence, store: Store) -> list[tuple[Passage, Sentence]]:
    """The first sentences of an initiative's description, and the first after them that tells its purpose."""
    own = [p for p in store.passages.values() if p.initiative_id == initiative.id and p.kind is Kind.INITIATIVE]
    if not own:
        return []
    asked = [word for word in evidence.topic if topic_coverage(store, [word], [initiative.title]) < SAID]
    passage = max(own, key=lambda p: topic_coverage(store, asked, [p.text])) if asked else own[0]
    purpose = [s for s in passage.sentences[_DESCRIBED_BY:] if TELLS_PURPOSE.search(s.text)][:1]
    return [(passage, sentence) for sentence in (*passage.sentences[:_DESCRIBED_BY], *purpose)]
