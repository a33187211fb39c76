"""Answers that quote: the dated line, the number, or the sentence that says it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from assistant.abstention import INADMISSIBLE, Confidence, in_asked_period, load_weights, occurs
from assistant.analysis import Analysis
from assistant.answers import Draft, Statement
from assistant.evidence import Evidence, action_words, topic_coverage
from assistant.lengths import length_of
from assistant.lines import dated_line, figure_lines, milestone_source, record_of, relation_to, sentence_source
from assistant.lists import of_track
from assistant.question_forms import ASKS_ABOUT, ASKS_BENEFIT, ASKS_END, ASKS_START, FIRST_STEP, WHOLE, Ask
from assistant.values import counts, has_actor, has_number
from prompts import Replies
from vectorstore.danish import QueryWord, words
from vectorstore.periods import find_periods
from vectorstore.records import KeyFigure, Kind, Passage, Sentence
from vectorstore.store import Store

_MONEY = re.compile(r"\d[\d.,]*\s*(?:mio\.?|mia\.?|mkr\.?|kr\.?|kroner|tkr\.?)", re.IGNORECASE)
_SHORT_FORM = re.compile(r"\b[A-ZÆØÅ][\wÆØÅæøå-]*[A-ZÆØÅ\d]\b|\b[A-ZÆØÅa-zæøå]{2,6}(?=\W*(?:for\b|over\b|$))")
_NUMBERS_FROM = 12  # best passages in which a number is looked for
_COUNTS = 2.0
_PURPOSE = re.compile(
    r"\bformål\w*|\bresultat\w*|\bopnå\w*|\bmhp\b|\bmed henblik på\b|\bfor at\b|\bså at?\b|\bsigt\w*\b|"
    r"\bgevinst\w*|\bskal skabe\b",
    re.IGNORECASE,
)
_BENEFIT = re.compile(
    r"\bresultat\w*|\bopnå\w*|\bgevinst\w*|\bbespar\w*|\bmindre\b|\blavere\b|\bbedre\b|\bforbedre\w*|\bfrigi?v\w*|\bløft\w*|"
    r"\blettere\b|\bnemmere\b|\bøge\w*|\bstyrke\w*",
    re.IGNORECASE,
)
_SECOND_SENTENCE = 0.9
_MENTIONED = 0.3
_NAMES = 0.5  # how well a title must have each word of a question that asks what it is about
_ACTION_WEIGHT = 3.0  # against hit scores, which are standard deviations; all chosen on the questions marked dev
_RUNNING_TEXT = 0.5
_LASTS = 2.0
_WIDE = 2.0
_TIE = 0.02  # of coverage, within which two milestones fit a question equally well
_NEARLY = 1.5  # of score
_MOST_SIDE_BY_SIDE = 3
_SAYS_WHY, _SAYS_BENEFIT = 1.0, 2.0  # a sentence that tells the benefit shares few words with the question for it
_AROUND = "?!.,:;»«\"'()“”"
_DESCRIBED_BY = 2  # sentences, and one more for the purpose
_LONG = timedelta(days=300)


def dated(
    analysis: Analysis, evidence: Evidence, store: Store, replies: Replies, today: date, sure: Confidence
) -> Draft | None:
    """The milestone or dated sentence that answers, the period first; for a status, where today lies."""
    if outer := _first_or_last(analysis, evidence, store, replies):
        return outer
    best = _best_dated(analysis, evidence, store)
    score = sure(store, analysis, evidence, best[0], _said_by(*best)) if best else INADMISSIBLE
    if best is None or score < load_weights().partly_from:
        return _status_text(analysis, evidence, store, replies, sure) if analysis.ask is Ask.STATUS else None
    passage, sentence = best
    lines = [dated_line(store, replies, passage, sentence)]
    if analysis.duration and passage.period and (length := length_of(passage.period, replies)):
        lines.append(Statement(replies.lasts.format(length=length), lines[0].sources, claim=False))
    if analysis.ask is Ask.STATUS:
        relation = f"{relation_to(passage.period, today, replies)} " if passage.period else ""
        lines.append(Statement(relation + replies.not_a_report, claim=False))
    also = _equally_good(analysis, evidence, store, passage, sentence)
    if also and score >= load_weights().answer_from:
        lines = _side_by_side([best, *also], store, replies) + lines[1:]
    draft = Draft("answered", tuple(lines))
    if analysis.ask is Ask.STATUS and _lacks_claim(evidence, store, best[0]):
        score = min(score, load_weights().partly_from)
    return _hedged(draft, score, analysis, evidence, store, best[0], replies)


def _equally_good(
    analysis: Analysis, evidence: Evidence, store: Store, passage: Passage, sentence: Sentence
) -> list[tuple[Passage, Sentence]]:
    """The milestones of other initiatives that fit as well as the best, where the question names none of them."""
    if evidence.named or analysis.subject or analysis.duration or passage.kind is not Kind.MILESTONE:
        return []
    least = _covers_topic(evidence, store, passage, sentence) - _TIE
    best = next(hit.score for hit in evidence.hits if hit.passage.id == passage.id)
    found: dict[str | None, tuple[Passage, Sentence]] = {passage.initiative_id: (passage, sentence)}
    for hit in evidence.hits:
        other, first = hit.passage, hit.passage.sentences[0]
        near = other.kind is Kind.MILESTONE and hit.score >= best - _NEARLY
        if near and other.initiative_id not in found and _covers_topic(evidence, store, other, first) >= least:
            found[other.initiative_id] = (other, first)
    return list(found.values())[1:_MOST_SIDE_BY_SIDE]


def _covers_topic(evidence: Evidence, store: Store, passage: Passage, sentence: Sentence) -> float:
    return topic_coverage(store, evidence.topic, [_said_by(passage, sentence), passage.breadcrumb])


def _side_by_side(places: Sequence[tuple[Passage, Sentence]], store: Store, replies: Replies) -> list[Statement]:
    lines = [Statement(replies.several_fit, claim=False)]
    for passage, sentence in places:
        lines.append(Statement(f"**{passage.initiative}**", claim=False))
        lines.append(replace(dated_line(store, replies, passage, sentence), bullet=True))
    return lines


def _first_or_last(analysis: Analysis, evidence: Evidence, store: Store, replies: Replies) -> Draft | None:
    """When an initiative as a whole begins or is finished: its first or last milestone, said to be that.

    A question that asks for more of it ("hvornår er kontrakten på plads") is for the milestone that says so.
    """
    if analysis.ask is not Ask.WHEN or evidence.focus is None or analysis.relation:
        return None
    ends = ASKS_END.search(analysis.question) is not None
    form = ASKS_END if ends else ASKS_START
    asked = [word for word in action_words(evidence, store) if not form.search(word.text)]
    if not form.search(analysis.question) or asked or len(evidence.topic) == len(action_words(evidence, store)):
        return None
    own = of_track(evidence, store, [m for m in store.milestones if m.initiative_id == evidence.focus.id])
    if not ends and any(form.search(milestone.text) for milestone in own):
        return None
    dated = [(m, m.period) for m in own if m.period and m.period.start and m.period.end]
    if not dated:
        return None
    key = (lambda pair: pair[1].end) if ends else (lambda pair: pair[1].start)
    milestone, period = max(dated, key=key) if ends else min(dated, key=key)
    said = (replies.last_milestone if ends else replies.first_milestone).format(
        period=period.label, text=milestone.text
    )
    line = Statement(said, (milestone_source(milestone),))
    return Draft("answered", (line,))


def _status_text(
    analysis: Analysis, evidence: Evidence, store: Store, replies: Replies, sure: Confidence
) -> Draft | None:
    """Running text for a yes/no question, never without saying that a plan is no report."""
    draft = text(analysis, evidence, store, replies, sure)
    if draft is None:
        return None
    return replace(draft, statements=(*draft.statements, Statement(replies.not_a_report, claim=False)))


def number(analysis: Analysis, evidence: Evidence, store: Store, replies: Replies, sure: Confidence) -> Draft | None:
    """The key figure or sentence with the asked-for kind of number, with unit, label and data period.

    One that counts just what is asked for goes before one that holds some number.
    """
    counted = store.lexical.query_words(analysis.counted)
    ranked: list[tuple[float, Passage, Sentence | None, str]] = []
    for hit in evidence.hits[:_NUMBERS_FROM]:
        figure = record_of(store, hit.passage, "key_figures")
        pieces = (
            [(None, figure.text)] if isinstance(figure, KeyFigure) else [(s, s.text) for s in hit.passage.sentences]
        )
        for sentence, said in pieces:
            counts_it = analysis.ask is Ask.NUMBER and counts(store, counted, said)
            if counts_it or (_MONEY.search(said) if analysis.ask is Ask.MONEY else has_number(said)):
                score = hit.score + topic_coverage(store, evidence.topic, [said]) + (_COUNTS if counts_it else 0.0)
                ranked.append((score, hit.passage, sentence, said))
    for _, passage, sentence, said in sorted(ranked, key=lambda item: -item[0]):
        score = sure(store, analysis, evidence, passage, said)
        if score < load_weights().partly_from:
            continue
        figure = record_of(store, passage, "key_figures")
        if sentence is None and isinstance(figure, KeyFigure):
            draft = Draft("answered", tuple(figure_lines(figure, replies)))
        elif sentence is not None:
            line = Statement(replies.quoted.format(text=sentence.text), (sentence_source(passage, sentence),))
            draft = Draft("answered", (line,))
        else:
            continue
        return _hedged(draft, score, analysis, evidence, store, passage, replies)
    return None


def abbreviation(analysis: Analysis, store: Store, replies: Replies) -> Draft | None:
    """The sentence that writes a short form behind its full words: "Københavns Kommune (KK)"."""
    asked = _SHORT_FORM.findall(analysis.question)
    for passage in store.passages.values():
        for sentence in passage.sentences:
            if any(re.search(rf"\w\s+\({re.escape(name)}\)", sentence.text, re.IGNORECASE) for name in asked):
                line = Statement(replies.quoted.format(text=sentence.text), (sentence_source(passage, sentence),))
                return Draft("answered", (line,))
    return None


def text(analysis: Analysis, evidence: Evidence, store: Store, replies: Replies, sure: Confidence) -> Draft | None:
    """The sentence that says it, and the next best of the same initiative when it is nearly as good."""
    if described := _description(analysis, evidence, store, replies):
        return described
    ranked = _ranked_sentences(analysis, evidence, store)
    if not ranked:
        return None
    _, passage, sentence = ranked[0]
    score = sure(store, analysis, evidence, passage, _said_by(passage, sentence))
    if score < load_weights().partly_from:
        return None
    if opening := _opening(evidence, store, replies, passage):
        return Draft("answered", opening)
    said = [(passage, sentence), *_second(analysis, ranked, store)]
    said.sort(key=lambda place: (place[0].document_id, place[1].span.page, place[1].span.start))
    lines = [dated_line(store, replies, *place) for place in said]
    draft = Draft("answered", tuple(dict.fromkeys(lines)))
    if analysis.ask is Ask.WHO and _lacks_claim(evidence, store, passage):
        score = min(score, load_weights().partly_from)
    return _hedged(draft, score, analysis, evidence, store, passage, replies)


def _description(analysis: Analysis, evidence: Evidence, store: Store, replies: Replies) -> Draft | None:
    """How the programme introduces the one initiative that a question names and asks nothing special of."""
    asks_about = analysis.ask in (Ask.TEXT, Ask.PURPOSE) and ASKS_ABOUT.search(analysis.question)
    if not asks_about or ASKS_BENEFIT.search(analysis.question) or len(evidence.named) != 1:
        return None
    [initiative] = evidence.named
    if any(topic_coverage(store, [word], [initiative.title]) < _NAMES for word in evidence.topic):
        return None
    own = [p for p in store.passages.values() if p.initiative_id == initiative.id and p.kind is Kind.INITIATIVE]
    if not own:
        return None
    passage = max(own, key=lambda p: topic_coverage(store, evidence.topic, [p.text]))
    said = list(passage.sentences[:_DESCRIBED_BY])
    said += [s for s in passage.sentences[_DESCRIBED_BY:] if _PURPOSE.search(s.text)][:1]
    return Draft("answered", tuple(dated_line(store, replies, passage, sentence) for sentence in said))


def _second(
    analysis: Analysis, ranked: Sequence[tuple[float, Passage, Sentence]], store: Store
) -> list[tuple[Passage, Sentence]]:
    """A sentence of the same place to go with the best: one nearly as good.

    For a purpose one that tells why, too: after the best, or directly before it ("… Formålet er …").
    """
    best_score, best, first = ranked[0]
    if analysis.ask is not Ask.PURPOSE:
        near = [(p, s) for score, p, s in ranked[1:2] if score >= _SECOND_SENTENCE * best_score]
        return [(p, s) for p, s in near if _place(p) == _place(best)]
    place = [s for p in store.passages.values() if _place(p) == _place(best) for s in p.sentences]
    order = sorted({(s.span.page, s.span.start) for s in place})
    least = order.index((first.span.page, first.span.start)) - 1
    for _, passage, sentence in ranked[1:]:
        if sentence == first or _place(passage) != _place(best):
            continue
        tells = _PURPOSE.search(sentence.text) or _BENEFIT.search(sentence.text)
        if tells and order.index((sentence.span.page, sentence.span.start)) >= least:
            return [(passage, sentence)]
    return []


def _hedged(
    draft: Draft,
    score: float,
    analysis: Analysis,
    evidence: Evidence,
    store: Store,
    passage: Passage,
    replies: Replies,
) -> Draft:
    """The draft, as the nearest that the programme says where the score is too low for an answer.

    With it stand the words of the question that the programme has nowhere.
    """
    if score >= load_weights().answer_from:
        return draft
    quoted = [passage.text, passage.breadcrumb, passage.section]
    lacking = [word for word in evidence.topic if topic_coverage(store, [word], quoted) < _MENTIONED]
    nowhere = [
        f"»{_as_asked(analysis, word)}«" for word in lacking if len(word.text) > 2 and not occurs(store, word.text)
    ]
    lead = replies.nearly_without.format(words=", ".join(nowhere)) if nowhere else replies.nearly
    return replace(draft, status="partial", statements=(Statement(lead, claim=False), *draft.statements))


def _as_asked(analysis: Analysis, word: QueryWord) -> str:
    """A word of the topic as the question has it; an expression or a translated word as it was looked up."""
    tokens = (token.strip(_AROUND) for token in analysis.question.split())
    return next((token for token in tokens if any(own.text == word.text for own in words(token))), word.text)


def _lacks_claim(evidence: Evidence, store: Store, passage: Passage) -> bool:
    """Whether a yes/no question claims something that the passage never mentions ("arbejde *hjemme*")."""
    context = [passage.text, passage.breadcrumb]
    return any(topic_coverage(store, [word], context) < _MENTIONED for word in action_words(evidence, store))


def _best_dated(analysis: Analysis, evidence: Evidence, store: Store) -> tuple[Passage, Sentence] | None:
    """The best milestone, event or sentence with a period, within the focus where there is one.

    What the question asks of the initiative counts most: the words of the topic that its title does not hold
    ("hvornår er *kontrakten* …"). A dated sentence of running text must hold one of them, if there are any.
    """
    action = action_words(evidence, store)
    best: tuple[float, Passage, Sentence] | None = None
    for hit in evidence.hits:
        passage = hit.passage
        if evidence.focus is not None and passage.initiative_id != evidence.focus.id:
            continue
        for sentence in _dated_sentences(passage):
            share = topic_coverage(store, action, [_said_by(passage, sentence)])
            running = passage.kind in (Kind.INITIATIVE, Kind.FOCUS_AREA, Kind.PROSE)
            if running and action and not share and not analysis.duration:
                continue
            score = hit.score + _ACTION_WEIGHT * share - (_RUNNING_TEXT if running else 0.0)
            score += _LASTS if analysis.duration and _lasts(sentence.text) else 0.0
            score += _scope(analysis, sentence.text)
            if best is None or score > best[0]:
                best = (score, passage, sentence)
    return (best[1], best[2]) if best else None


def _scope(analysis: Analysis, text: str) -> float:
    """What it is worth that a step is as wide as the question: a pilot is not all of it, "hele KK" is."""
    if not WHOLE.search(analysis.question) or FIRST_STEP.search(analysis.question):
        return 0.0
    return (_WIDE if WHOLE.search(text) else 0.0) - (_WIDE if FIRST_STEP.search(text) else 0.0)


def _dated_sentences(passage: Passage) -> list[Sentence]:
    if passage.kind in (Kind.MILESTONE, Kind.HISTORY):
        return [passage.sentences[0]]
    if passage.kind is Kind.KEY_FIGURE:
        return []
    return [sentence for sentence in passage.sentences if find_periods(sentence.text)]


def _said_by(passage: Passage, sentence: Sentence) -> str:
    """What an answer from this place says: a milestone is quoted whole."""
    return passage.text if passage.kind is Kind.MILESTONE else sentence.text


def _lasts(text: str) -> bool:
    """Whether the text names a period of about a year or more."""
    ends = [(mention.period.start, mention.period.end) for mention in find_periods(text)]
    return any(start and end and end - start >= _LONG for start, end in ends)


def _place(passage: Passage) -> tuple[str, str | None, str]:
    return passage.document_id, passage.initiative_id, passage.section


def _opening(evidence: Evidence, store: Store, replies: Replies, passage: Passage) -> tuple[Statement, ...]:
    """The first sentences of a section of running text when the question is its heading ("Vores kerneopgave?")."""
    if passage.kind is not Kind.PROSE or topic_coverage(store, evidence.topic, [passage.section]) < 1.0:
        return ()
    section = [p for p in store.passages.values() if _place(p) == _place(passage) and p.kind is Kind.PROSE]
    opening = [(p, sentence) for p in section for sentence in p.sentences][:2]
    return tuple(
        Statement(replies.quoted.format(text=sentence.text), (sentence_source(p, sentence),)) for p, sentence in opening
    )


def _ranked_sentences(analysis: Analysis, evidence: Evidence, store: Store) -> list[tuple[float, Passage, Sentence]]:
    """Sentences of the best passages, best first; for a purpose, those of the initiative's description that say why."""
    purpose = analysis.ask is Ask.PURPOSE
    benefit = ASKS_BENEFIT.search(analysis.question) is not None
    says_why, worth = (_BENEFIT, _SAYS_BENEFIT) if benefit else (_PURPOSE, _SAYS_WHY)
    ranked = []
    for hit in evidence.hits[:8]:
        if purpose and hit.passage.kind not in (Kind.INITIATIVE, Kind.FOCUS_AREA, Kind.PROSE):
            continue
        for sentence in hit.passage.sentences:
            if analysis.ask is Ask.WHO and not has_actor(store, evidence.topic, sentence.text):
                continue
            if not in_asked_period(analysis, hit.passage, sentence.text):
                continue
            score = hit.score + topic_coverage(store, evidence.topic, [sentence.text])
            ranked.append(
                (score + (worth if purpose and says_why.search(sentence.text) else 0.0), hit.passage, sentence)
            )
    return sorted(ranked, key=lambda item: -item[0])
