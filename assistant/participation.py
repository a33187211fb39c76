"""Whether somebody takes part or is left out: "er vi med i …", "skal jeg …", "gælder det også for …".

A date answers no such question. Who is left out stands in the description, in a sentence that says no or only; so that
sentence is quoted wherever the initiative has one, as the answer where it speaks of those who are asked about.
"""

from assistant.abstention import Odds
from assistant.answers import Draft
from assistant.case import Case
from assistant.cues import TAKES_PART
from assistant.degrees import MENTIONED, SAID
from assistant.effect import described
from assistant.evidence import action_words, nearly_said, topic_coverage
from assistant.hedging import hedged, holding
from assistant.lines import dated_line
from assistant.question_forms import Ask
from assistant.text_cues import DENIES
from vectorstore.records import Kind, Passage, Sentence

_MOST_EXCEPTIONS = 2


def participation(case: Case) -> Draft | None:
    """The sentence that leaves out those asked about; else what is said of the initiative, with its exceptions.

    None for another question, where the focus leaves nobody out or does not seem to be what is asked about, and where
    its description has a sentence so near that it is the answer by itself.
    """
    if case.ask is not Ask.STATUS or not TAKES_PART.search(case.question) or case.focus is None:
        return None
    top = next((hit.passage for hit in case.evidence.hits if hit.passage.initiative_id == case.focus.id), None)
    if (
        top
        and top.kind is Kind.INITIATIVE
        and any(nearly_said(case.store, case.evidence, top, s.text) for s in top.sentences)
    ):
        return None
    places = described(case.evidence, case.store)
    excepting = [place for place in places if DENIES.search(place[1].text)]
    if not excepting:
        return None
    about = action_words(case.evidence, case.store)
    met = [place for place in excepting if any(topic_coverage(case.store, [w], [place[1].text]) >= SAID for w in about)]
    if met:
        best = max(met, key=lambda place: topic_coverage(case.store, about, [place[1].text]))
        odds = case.odds(best[0], best[1].text)
        place = [best[1].text, best[0].breadcrumb]
        strangers = any(topic_coverage(case.store, [word], place) < MENTIONED for word in about)
        doubts = holding(asks_of_strangers=strangers)  # "skal pædagoger …": of them it tells nothing
        return _said(case, [best], odds.doubted(*doubts)) if odds.may_be_said else None
    best = max(places, key=lambda place: topic_coverage(case.store, case.topic, [place[1].text]))
    odds = case.odds(best[0], best[1].text)
    if not odds.may_be_said:
        return None
    said = list(dict.fromkeys([best, *excepting[:_MOST_EXCEPTIONS]]))
    return _said(case, said, odds.doubted("names_none_asked_about"))


def _said(case: Case, places: list[tuple[Passage, Sentence]], odds: Odds) -> Draft:
    ordered = sorted(places, key=lambda place: (place[1].span.page, place[1].span.start))
    draft = Draft("answered", tuple(dated_line(case.store, case.replies, *place) for place in ordered))
    return hedged(case, draft, odds, places[0][0])
