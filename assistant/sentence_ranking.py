"""Which sentences may answer a question, best first."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from assistant.abstention import in_asked_period
from assistant.analysis import Analysis
from assistant.case import Case
from assistant.cues import (
    ASKS_BENEFIT,
    ASKS_CONTENT,
    ASKS_DECIDER,
    ASKS_ELIGIBLE,
    ASKS_EXAMPLES,
    ASKS_EXCEPTION,
    ASKS_GETS,
    ASKS_MEANING,
    ASKS_MEMBERS,
    ASKS_OUTCOME,
    ASKS_PAYER,
    ASKS_ROLE,
    ASKS_WHAT,
    ASKS_WHY,
    ASKS_WHY_NOW,
    PUTS,
)
from assistant.degrees import ITSELF, SAID
from assistant.evidence import NEARER, Evidence, is_of_office, nearer, topic_coverage
from assistant.patterns import OPENER, ROLE, RUNS
from assistant.question_forms import ASKS_MEANS, Ask
from assistant.text_cues import (
    CONCLUDES,
    DENIES,
    DONE_BY,
    TELLS_BENEFIT,
    TELLS_DECIDER,
    TELLS_ELIGIBLE,
    TELLS_EXAMPLES,
    TELLS_GETS,
    TELLS_HOW,
    TELLS_MEMBERS,
    TELLS_OCCASION,
    TELLS_PAYER,
    TELLS_PURPOSE,
    TELLS_REASON,
    TELLS_ROLE,
)
from assistant.time_cues import ASKS_RECURS
from assistant.values import (
    CONTRARY,
    begins_with_actor,
    has_actor,
    has_frequency,
    has_name,
    has_place,
    is_contrary,
)
from vectorstore.danish import QueryWord
from vectorstore.records import RUNNING, Hit, Kind, Passage, Sentence
from vectorstore.store import Store
from vectorstore.words import words

_CONDITION = re.compile(r",?\s+(?:når|hvis|mens|fordi|efter at|inden|selv ?om)\s+(?=(?:\w+\W+){1,12}\w)", re.IGNORECASE)
_LEANS = re.compile(  # leans on the title above it
    r"(?:Dette|Det|Den|De|Disse|Denne|Her|Hertil|Opgaven|Arbejdet|Ansvaret|Indsatsen|Projektet)(?= \w)"
)
_AHEAD = re.compile(r"\b(?:fremover|fremtiden|fra nu af|herefter|from now on|in future)\b", re.IGNORECASE)
_UNTIL_NOW = re.compile(r"\b(?:hidtil|indtil nu|tidligere|før i tiden)\b", re.IGNORECASE)
_ASKS_WHAT_TO_DO = re.compile(r"^\W*(?:hvad|hvordan)\b.{0,20}\bskal\b", re.IGNORECASE)
_SHALL = re.compile(r"\bskal\b", re.IGNORECASE)
_SAYS_WHO = re.compile(rf"{ROLE.pattern}|^(?:{RUNS}|står? bag)$", re.IGNORECASE)
_BEST = 8  # passages whose sentences are read
_MODAL = 0.75  # "hvad skal X" is answered by what shall be rather than by what is
_BYGONE = 1.0
_MAIN_CLAUSE = 0.5  # against the coverage of the whole question
_EXCEPTS = re.compile(r"\b(?:undtag\w*|fritag\w*|ikke omfattet)\b", re.IGNORECASE)
_DENIED = 0.5  # who is left out stands in a sentence that says no to something, who is meant does not
_DOER = 0.3  # who does it stands where the subject stands
_HAS_ROLE = 0.75
_WHO_IS = re.compile(rf"{OPENER}hvem er (?:(?:vores|jeres|den|kommunens|centrets) )?[\w-]+\W*$", re.IGNORECASE)
_NAMES_HOLDER = 5.0  # whatever else speaks of such a one
_DOES_IT = 1.0  # who pays or decides, not what somebody gets paid, or what was decided
_TELLS_HOW = 0.75
_RECURS = 1.0
_OTHER_FORM = 0.4  # what it costs not to have the form asked for, where a tuned encoder finds it near
_TUNED_WHY = 0.2  # the share that the form of a reason counts beside that encoder; both chosen on invented programmes
_SAYS_WHY, _SAYS_BENEFIT = 1.0, 2.0  # the benefit and the occasion share few words with the question
_HEAD = 4  # words of a sentence among which its subject stands
_DEFINES = re.compile(r"\b(?:det vil sige|dvs\.?|kaldet|kaldes|altså|er (?:en|et|den|det)|består af)\b", re.IGNORECASE)
_INTRODUCES = 1.0
_ONLY_NAMED = 2.0  # what a step of a plan has no more than the name of
_TELLS_WHOM = 2.0  # so do those who take part, or may


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a question asks of a sentence: `forms`, with what each is worth or costs.

    `why` is the form of the reason, benefit or occasion asked for and `why_worth` its worth, `whom` the form of those
    who take part or may, `role` tells that somebody's role is asked for, `exempt` that it is who is left out; `main`
    are the words of its main clause.
    """

    forms: tuple[tuple[re.Pattern[str], float], ...]
    why: re.Pattern[str] | None
    why_worth: float
    whom: re.Pattern[str] | None
    doer: re.Pattern[str] | None
    role: bool
    exempt: bool
    main: tuple[QueryWord, ...]

    @classmethod
    def of(cls, analysis: Analysis, evidence: Evidence) -> "_Wanted":
        """What the question asks of a sentence."""
        role = analysis.ask is Ask.WHO and ASKS_ROLE.search(analysis.question) is not None
        why, worth = _why(analysis)
        main = main_clause(analysis, evidence.topic)
        exempt = analysis.ask is Ask.WHO and ASKS_EXCEPTION.search(analysis.question) is not None
        forms, whom, doer = _forms(analysis, role=role), form_of_who(analysis), _form_of_doer(analysis)
        return cls(forms, why, worth, whom, doer, role, exempt, main)

    @property
    def of_one(self) -> bool:
        """Whether what is said of another initiative is no answer: who answers for it, or is exempt."""
        return self.role or self.exempt

    @property
    def in_other_words(self) -> bool:
        """Whether what is asked for shares few words with the question, wherever it stands."""
        return self.whom is not None or self.why_worth == _SAYS_BENEFIT


def _why(analysis: Analysis) -> tuple[re.Pattern[str] | None, float]:
    """The form of the reason that a question asks for, if it does, and what that is worth."""
    if analysis.ask is not Ask.PURPOSE:
        return None, 0.0
    if ASKS_WHY_NOW.search(analysis.question):
        return TELLS_OCCASION, _SAYS_BENEFIT
    if ASKS_BENEFIT.search(analysis.question):
        return TELLS_BENEFIT, _SAYS_BENEFIT
    return TELLS_REASON if ASKS_WHY.search(analysis.question) else TELLS_PURPOSE, _SAYS_WHY


def _forms(analysis: Analysis, *, role: bool) -> tuple[tuple[re.Pattern[str], float], ...]:
    """The forms of a sentence that tell for or against it, as the question is."""
    question, is_text, who = analysis.question, analysis.ask is Ask.TEXT, analysis.ask is Ask.WHO
    may_except = analysis.ask in (Ask.STATUS, Ask.WHO, Ask.TEXT) or ASKS_WHY.search(question)
    exception = may_except and ASKS_EXCEPTION.search(question)
    known = (
        (_AHEAD.search(question), _UNTIL_NOW, -_BYGONE),
        (is_text and _ASKS_WHAT_TO_DO.search(question), _SHALL, _MODAL),
        (exception, DENIES, _DENIED),
        (who and not exception, _EXCEPTS, -_DENIED),
        (role, TELLS_ROLE, _HAS_ROLE),
        (is_text and ASKS_MEANS.search(question), TELLS_HOW, _TELLS_HOW),
        (ASKS_EXAMPLES.search(question), TELLS_EXAMPLES, _SAYS_WHY),
    )
    return tuple((form, worth) for is_asked, form, worth in known if is_asked)


def ranked_sentences(case: Case) -> list[tuple[float, Passage, Sentence]]:
    """Sentences of the best passages, best first; for a purpose, those of the initiative's description that say why.

    A tuned encoder finds what says it in another form, too.
    """
    wanted = _Wanted.of(case.analysis, case.evidence)
    looked_at = (
        _of_the_named(case.evidence, case.store) if wanted.of_one else _of_the_office(case.evidence, case.store)
    )[:_BEST]
    if wanted.in_other_words:
        looked_at = _level(looked_at)
    ranked = []
    for hit in looked_at:
        for sentence, following in zip_longest(hit.passage.sentences, hit.passage.sentences[1:]):
            fits = has_form(case, hit.passage, sentence.text)
            is_told = bool(hit.passage.record_id) and hit.passage.record_id == case.analysis.inherited.told
            if (
                (fits or case.store.encoder.tuned)
                and not is_told
                and in_asked_period(case.analysis, hit.passage, sentence.text)
            ):
                score = _score(case, wanted, hit, sentence.text, following)
                ranked.append((score - (0.0 if fits else _OTHER_FORM), hit.passage, sentence))
    return sorted(ranked, key=lambda item: -item[0])


def _score(case: Case, wanted: _Wanted, hit: Hit, text: str, following: Sentence | None) -> float:
    """How well a sentence of a passage found may answer, in standard deviations of scores."""
    concluded = wanted.why is not None and following is not None and CONCLUDES.search(following.text) is not None
    read = [text, following.text] if concluded and following else [text]
    if case.store.encoder.tuned or (wanted.role and TELLS_ROLE.search(text)) or _LEANS.match(text):
        read.append(hit.passage.breadcrumb)
    score = hit.score + topic_coverage(case.store, case.topic, read)
    score += NEARER * nearer(case.evidence, hit, text)
    if case.ask is Ask.WHO and begins_with_actor(case.store, case.topic, text):
        score += _DOER
    if names_holder(case.analysis, case.topic, text):
        score += _NAMES_HOLDER
    if wanted.main:
        score += _MAIN_CLAUSE * topic_coverage(case.store, wanted.main, [text])
    if case.ask is Ask.STATUS and ASKS_RECURS.search(case.question) and has_frequency(text):
        score += _RECURS
    if is_contrary(case.store, case.question, text):
        score -= CONTRARY
    if is_only_named(case.analysis, hit.passage):
        score -= _ONLY_NAMED
    if ASKS_WHAT.search(case.question) and _introduces(case.topic, text):
        score += _INTRODUCES
    score += sum(worth for form, worth in wanted.forms if form.search(text))
    of_focus = case.focus is None or hit.passage.initiative_id == case.focus.id
    if wanted.doer and of_focus and wanted.doer.search(text):
        score += _DOES_IT
    if wanted.whom and wanted.whom.search(text) and _is_of_the_named(case.evidence, hit.passage):
        score += _TELLS_WHOM
    if wanted.why and (concluded or wanted.why.search(text)):
        score += wanted.why_worth * (_TUNED_WHY if case.store.encoder.tuned else 1.0)
    return score


def _of_the_named(evidence: Evidence, store: Store) -> Sequence[Hit]:
    """The hits of the one initiative that a question names: who answers for another, or is exempt, is no answer."""
    about = [word for word in evidence.topic if not (_SAYS_WHO.search(word.text) or ASKS_EXCEPTION.search(word.text))]
    titled = [i for i in store.initiatives if about and topic_coverage(store, about, [i.title]) >= ITSELF]
    own = [hit for hit in evidence.hits if len(titled) == 1 and hit.passage.initiative_id == titled[0].id]
    return own or evidence.hits


def _is_of_the_named(evidence: Evidence, passage: Passage) -> bool:
    """Whether a passage is of an initiative that the question names, if it names any."""
    return not evidence.named or passage.initiative_id in {initiative.id for initiative in evidence.named}


def _of_the_office(evidence: Evidence, store: Store) -> Sequence[Hit]:
    """The hits that tell of the office, where a question is about that alone: "hvad er KS?"."""
    own = [hit for hit in evidence.hits if hit.passage.kind in (Kind.PROSE, Kind.FOCUS_AREA)]
    return own if own and evidence.topic and is_of_office(evidence.topic, store) else evidence.hits


def _level(hits: Sequence[Hit]) -> list[Hit]:
    """The hits, those of an initiative as good as its best: where it says what is asked shares few words with it."""
    best: dict[str | None, float] = {}
    for hit in hits:
        best.setdefault(hit.passage.initiative_id, hit.score)
    return [replace(hit, score=best[hit.passage.initiative_id]) if hit.passage.initiative_id else hit for hit in hits]


def has_form(case: Case, passage: Passage, text: str) -> bool:
    """Whether a text can be who, where or why, if that is asked for."""
    match case.ask:
        case Ask.PURPOSE:
            return passage.kind in RUNNING or TELLS_PURPOSE.search(text) is not None
        case Ask.WHO:
            whom = form_of_who(case.analysis)  # who gets something may be a group that is no actor: "ansatte i plejen"
            return has_actor(case.store, case.topic, text) or (whom is not None and whom.search(text) is not None)
        case Ask.WHERE:
            return _tells_where(case, text)
        case _:
            return True


def _tells_where(case: Case, text: str) -> bool:
    """Whether a text names a place, or, of what is put somewhere ("lagt ind", "registreres"), a system."""
    if has_place(case.store, case.topic, text):
        return True
    return PUTS.search(case.question) is not None and has_name(case.store, case.topic, text)


def form_of_who(analysis: Analysis) -> re.Pattern[str] | None:
    """What a text must have that tells who takes part, or who may, if one of these is asked for."""
    if analysis.ask is not Ask.WHO:
        return None
    forms = ((ASKS_MEMBERS, TELLS_MEMBERS), (ASKS_ELIGIBLE, TELLS_ELIGIBLE), (ASKS_GETS, TELLS_GETS))
    return next((tells for asks, tells in forms if asks.search(analysis.question)), None)


def _form_of_doer(analysis: Analysis) -> re.Pattern[str] | None:
    """What a text must have that tells who pays or decides, if one of these is asked for."""
    if analysis.ask is not Ask.WHO:
        return None
    forms = ((ASKS_PAYER, TELLS_PAYER), (ASKS_DECIDER, TELLS_DECIDER))
    return next((tells for asks, tells in forms if asks.search(analysis.question)), None)


def lacks_role(analysis: Analysis, text: str) -> bool:
    """Whether a text does not say who answers for something, or by whom it is done, though that is asked for."""
    asks = analysis.ask is Ask.WHO and ASKS_ROLE.search(analysis.question)
    return bool(asks) and not any(form.search(text) for form in (ROLE, TELLS_ROLE, DONE_BY))


def only_mentions_it(case: Case, text: str) -> bool:
    """Whether it is asked what a thing is, and a text speaks of something else that it has a part in.

    A text that tells what it is brings it up ("en hjertezone, det vil sige …"), begins with it, or defines it.
    """
    if not ASKS_WHAT.search(case.question) or _introduces(case.topic, text) or _DEFINES.search(text):
        return False
    head = " ".join(text.split()[:_HEAD])
    return all(topic_coverage(case.store, [word], [head]) < SAID for word in case.topic)


def names_holder(analysis: Analysis, topic: Sequence[QueryWord], text: str) -> bool:
    """Whether it is asked who goes by a role ("hvem er byarkitekt?"), and a text has that before a name."""
    if len(topic) != 1 or not _WHO_IS.match(analysis.question):
        return False
    return re.search(rf"\b(?i:{re.escape(topic[0].text)})\w{{0,2}} [A-ZÆØÅ][a-zæøå]+ [A-ZÆØÅ]", text) is not None


def _introduces(topic: Sequence[QueryWord], text: str) -> bool:
    """Whether a text brings up the one thing that a question is about: "vi prøver en hjertezone, det vil sige …"."""
    stems = [word.terms[0][0] for word in topic]
    return (
        len(stems) == 1
        and re.search(rf"\b(?:en|et|såkaldte?) (?:\w+ )?{re.escape(stems[0])}\w{{0,2}}\b", text) is not None
    )


def is_only_named(analysis: Analysis, passage: Passage) -> bool:
    """Whether it is asked what something is, holds or showed, of which a step of a plan has no more than the name."""
    asks = (ASKS_WHAT, ASKS_MEANING, ASKS_OUTCOME, ASKS_CONTENT)
    return passage.kind is Kind.MILESTONE and any(form.search(analysis.question) for form in asks)


def main_clause(analysis: Analysis, topic: Sequence[QueryWord]) -> tuple[QueryWord, ...]:
    """The topic's words before a clause that says when or if ("…, når søen graves"); none where there is no such."""
    clause = _CONDITION.search(analysis.words)
    said = [word.text for word in words(analysis.words[: clause.start()])] if clause else []
    return tuple(word for word in topic if word.text in said)


def place_of(passage: Passage) -> tuple[str, str | None, str]:
    """What a passage is part of: document, initiative, section."""
    return passage.document_id, passage.initiative_id, passage.section
