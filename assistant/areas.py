"""Answers about initiatives and focus areas as data: which there are, how many, which belongs to which, which when."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from assistant.analysis import Analysis
from assistant.answers import Draft, Source, Statement
from assistant.case import Case
from assistant.cues import (
    ASKS_AREA,
    BELONGS,
    COUNTS_AREAS,
    COUNTS_INITIATIVES,
    FEWEST,
    IS_ABOUT,
    JUDGED,
    MOST_OR_FEWEST,
    NEGATED,
    PLACED,
)
from assistant.degrees import MOSTLY, SAID
from assistant.evidence import topic_coverage
from assistant.in_time import less_time, outer
from assistant.initiative_periods import of_periods
from assistant.lines import grouped, initiative_line
from assistant.mentions import saying
from assistant.ordinals import CARDINAL, nth
from assistant.question_forms import OUTERMOST_INITIATIVE, WITHOUT_MILESTONES
from assistant.text_periods import Named, lasting, told
from assistant.time_cues import ASKS_END, ASKS_START, LAST
from vectorstore.danish import QueryWord
from vectorstore.records import FocusArea, Initiative
from vectorstore.store import Store

_NUMBERED = re.compile(
    rf"\b(?:(?:fokus|indsats)område(?:t)?|focus area) (?:nr\.? ?|nummer |no\.? ?|number )?"
    rf"(?P<number>\d{{1,2}}|{CARDINAL})\b",
    re.IGNORECASE,
)


def initiatives(case: Case) -> Draft | None:
    """The initiatives, of the focus area or the matter asked about, or all; of a period those with steps in it.

    With "slutter", "begynder" or "er i gang" those that end, begin or are under way in the period by their milestones;
    longer periods that their text names are told beside them.
    """
    topic = [word for word in case.evidence.subjects if not (IS_ABOUT.search(word.text) or BELONGS.search(word.text))]
    if without := WITHOUT_MILESTONES.search(case.question):
        topic = [word for word in topic if word.text not in (without["lack"] or without["lacking"]).casefold()]
    among = asked_among(case.analysis, case.store)
    chosen = _of_topic(case.analysis, topic, among, case.store) if topic else among
    if without and not case.periods:
        return _without_milestones(case, chosen)
    if NEGATED.search(case.question):
        return None  # the rest is not told
    if case.periods:
        return of_periods(
            case.analysis, chosen, whole=not (topic or case.analysis.among), store=case.store, replies=case.replies
        )
    if not less_time(topic) and (topic or JUDGED.search(case.question)):
        return None  # "hvilke projekter er afsluttet?", "hvilke er vigtigst?"
    if not chosen:
        if said := saying(case, topic, among):
            return said
        chosen = _of_areas_that_say(topic, among, case.store)
    lines = [initiative_line(initiative) for initiative in chosen]
    if not lines:
        return None
    lead = (
        case.replies.count_initiatives.format(count=len(lines)) if _counts(case.analysis) else case.replies.initiatives
    )
    return Draft("answered", (Statement(lead, claim=False), *lines))


def outermost_initiative(case: Case) -> Draft | None:
    """The initiatives whose last or first milestone lies first or last, with these milestones; None without any.

    Only of the whole plan, or of a focus area whose title the question has.
    """
    if not OUTERMOST_INITIATIVE.search(case.question):
        return None
    among = asked_among(case.analysis, case.store)
    topic = less_time(case.topic)
    if topic and not case.analysis.among:
        among = [i for i in among if topic_coverage(case.store, topic, [i.section]) >= SAID]
    ids = {initiative.id for initiative in among}
    latest = LAST.search(case.question) is not None
    ends = bool(ASKS_END.search(case.question)) or (latest and not ASKS_START.search(case.question))
    edges = [milestone for one in among for milestone in outer(case.store.milestones_of(one.id), last=ends)]
    days = {m.id: (m.period.last_day if ends else m.period.first_day) for m in edges if m.period}
    has_no_end = [m for m in edges if ends and m.period and m.period.end is None]
    days = {key: day for key, day in days.items() if key not in {m.id for m in has_no_end}} or days
    if case.periods:
        days = {key: day for key, day in days.items() if any(asked.holds(day) for asked in case.periods)}
    if not days:
        return None
    wanted = (max if latest else min)(days.values())
    lead = case.replies.initiatives_end_last if latest else case.replies.initiatives_end_first
    if not ends:
        lead = case.replies.initiatives_begin_last if latest else case.replies.initiatives_begin_first
    chosen = [milestone for milestone in case.store.milestones if days.get(milestone.id) == wanted]
    last_of_all = ends and latest and not case.periods
    further = _furthest(ids, days.values(), case.store) if last_of_all else []
    lines = [Statement(lead, claim=False), *grouped(chosen, case.store)]
    if last_of_all and (open_ended := [m for m in has_no_end if m not in chosen]):
        lines += [Statement(case.replies.no_end, claim=False), *grouped(open_ended, case.store)]
    return Draft("answered", (*lines, *told(further, case.store, case.replies)))


def _furthest(ids: Collection[str], ends: Iterable[date], store: Store) -> list[Named]:
    """The periods of the initiatives' text that reach furthest, beyond the last known end of a milestone."""
    known = max((day for day in ends if day < date.max), default=date.max)
    named = [one for one in lasting([i for i in store.initiatives if i.id in ids], store) if one.period.end]
    last = max((one.period.last_day for one in named), default=known)
    return [one for one in named if one.period.last_day == last > known]


def _without_milestones(case: Case, asked_of: Sequence[Initiative]) -> Draft | None:
    planned = {milestone.initiative_id for milestone in case.store.milestones}
    lines = [initiative_line(initiative) for initiative in asked_of if initiative.id not in planned]
    if not asked_of:
        return None
    if not lines:
        return Draft("not_found", (Statement(case.replies.all_have_milestones, claim=False),))
    counted = f"{case.replies.count_initiatives.format(count=len(lines))}. " if _counts(case.analysis) else ""
    return Draft("answered", (Statement(f"{counted}{case.replies.without_milestones}", claim=False), *lines))


def asked_among(analysis: Analysis, store: Store) -> list[Initiative]:
    """The initiatives that a question is restricted to ("hvilke af dem", "fokusområde 2"), or all."""
    return [i for i in store.initiatives if not analysis.among or i.title in analysis.among]


def _counts(analysis: Analysis) -> bool:
    return COUNTS_INITIATIVES.search(analysis.question) is not None


def _of_topic(
    analysis: Analysis, topic: Sequence[QueryWord], among: Sequence[Initiative], store: Store
) -> list[Initiative]:
    """Those about the topic by their titles, or of its area where a question asks for that or for a period."""
    if IS_ABOUT.search(analysis.question) and (titled := _titled(topic, store)):
        return [initiative for initiative in titled if initiative in among]
    placed = PLACED.search(analysis.question) or any(topic_coverage(store, topic, [i.section]) >= MOSTLY for i in among)
    of = of_area(topic, store) if placed or analysis.periods or WITHOUT_MILESTONES.search(analysis.question) else []
    return [initiative for initiative in of if initiative in among]


def _titled(topic: Sequence[QueryWord], store: Store) -> list[Initiative]:
    """The initiatives whose titles have each word of the topic."""
    return [
        initiative
        for initiative in store.initiatives
        if all(topic_coverage(store, [word], [initiative.title]) >= SAID for word in topic)
    ]


def of_area(topic: Sequence[QueryWord], store: Store) -> list[Initiative]:
    """The initiatives of the focus area that the topic fits best, by its own words or a title in it."""
    texts = {area.title: [area.title, *(p.text for p in area.paragraphs)] for area in store.focus_areas}
    shares = {title: topic_coverage(store, topic, text) for title, text in texts.items()}
    for initiative in store.initiatives:
        own = topic_coverage(store, topic, [initiative.title])
        shares[initiative.section] = max(shares.get(initiative.section, 0.0), own)
    best = max(shares.values(), default=0.0)
    return [i for i in store.initiatives if shares.get(i.section, 0.0) >= best - 0.05] if best >= SAID else []


def _of_areas_that_say(topic: Sequence[QueryWord], among: Sequence[Initiative], store: Store) -> list[Initiative]:
    """The initiatives of the focus areas whose introduction says the topic ("… som er politisk vedtaget")."""
    said = {area.title: [paragraph.text for paragraph in area.paragraphs] for area in store.focus_areas}
    return [i for i in among if topic_coverage(store, topic, said.get(i.section, [])) >= MOSTLY]


def of_numbered_area(analysis: Analysis, store: Store) -> Analysis:
    """The question restricted to the initiatives of the focus area that it names by number, less that name."""
    found = _NUMBERED.search(analysis.words)
    area = nth(found["number"], store.focus_areas) if found else None
    if found is None or area is None:
        return analysis
    titles = tuple(initiative.title for initiative in store.initiatives if initiative.section == area.title)
    words = f"{analysis.words[: found.start()]}{analysis.words[found.end() :]}"
    return replace(analysis, words=words, in_area=titles) if titles else analysis


def about_area(case: Case) -> Draft | None:
    """The introduction and the initiatives of the focus area that a question numbers and asks nothing else about."""
    if not case.analysis.in_area or case.topic:
        return None
    section = next((i.section for i in asked_among(case.analysis, case.store)), None)
    area = next((area for area in case.store.focus_areas if area.title == section), None)
    if area is None:
        return None
    introduction = _introduced(area, case.store) if area.paragraphs else []
    own = [initiative_line(initiative) for initiative in case.store.initiatives if initiative.section == section]
    lead = Statement(f"**{area.title}**", claim=False)
    return Draft("answered", (lead, *introduction, Statement(case.replies.initiatives, claim=False), *own))


def focus_areas(case: Case) -> Draft | None:
    """Each focus area with the first sentence of its introduction; the one of an initiative that the question names.

    With "flest" or "færrest", the ones that have the most or the fewest initiatives, with these.
    """
    if ASKS_AREA.search(case.question) and case.topic and not COUNTS_INITIATIVES.search(case.question):
        return _area_of(case)
    if COUNTS_AREAS.search(case.question) and case.topic:
        return None  # how many of a kind that the records don't tell
    if COUNTS_INITIATIVES.search(case.question):
        return _by_size(case)
    if not case.store.focus_areas:
        return None
    lines = []
    for area in case.store.focus_areas:
        lines.append(Statement(f"**{area.title}**", claim=False))
        lines += _introduced(area, case.store)
    lead = case.replies.focus_areas
    if COUNTS_AREAS.search(case.question):
        lead = case.replies.count_areas.format(count=len(case.store.focus_areas))
    return Draft("answered", (Statement(lead, claim=False), *lines))


def _introduced(area: FocusArea, store: Store) -> list[Statement]:
    """The first sentence of an area's introduction; its initiatives where it has none."""
    first = next((sentence for paragraph in area.paragraphs for sentence in paragraph.sentences), None)
    if first is not None:
        return [Statement(first.text, (Source(area.document_id, first.span, area.title),), bullet=True)]
    return [initiative_line(initiative) for initiative in store.initiatives if initiative.section == area.title]


def _area_of(case: Case) -> Draft | None:
    """The focus areas of the initiatives that the question is about, by their titles or the one's text."""
    focus = case.focus
    about = list(case.evidence.named)
    if not about and focus is not None:
        named = any(topic_coverage(case.store, [word], [focus.title]) >= MOSTLY for word in case.topic)
        says = topic_coverage(case.store, case.topic, [focus.title, focus.text]) >= SAID
        about = [focus] if named or says else []
    lines: list[Statement] = []
    for section in dict.fromkeys(initiative.section for initiative in about):
        lines.append(Statement(case.replies.area_of.format(area=section), claim=False))
        lines += [initiative_line(initiative) for initiative in about if initiative.section == section]
    return Draft("answered", tuple(lines)) if lines else None


def _by_size(case: Case) -> Draft | None:
    """The focus areas with the most or the fewest initiatives, or all where neither is asked, each with its own."""
    counts = Counter({area.title: 0 for area in case.store.focus_areas})
    counts.update(initiative.section for initiative in case.store.initiatives)
    if not counts:
        return None
    wanted = set(counts.values())
    if MOST_OR_FEWEST.search(case.question):
        wanted = {(min if FEWEST.search(case.question) else max)(wanted)}
    lines: list[Statement] = []
    for section in (section for section, count in counts.items() if count in wanted):
        count = case.replies.count_initiatives.format(count=counts[section])
        lines.append(Statement(f"**{section}** – {count}", claim=False))
        lines += [initiative_line(initiative) for initiative in case.store.initiatives if initiative.section == section]
    return Draft("answered", tuple(lines))
