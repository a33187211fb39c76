"""Running text for a yes/no question, in place of a date that fits it less."""

import re
from dataclasses import replace

from assistant.answers import Draft, Statement
from assistant.case import Case
from assistant.evidence import worth
from assistant.lines import said_by
from assistant.patterns import OPENER, any_of
from assistant.question_forms import Ask
from assistant.quotes import text
from assistant.sentence_ranking import ranked_sentences
from assistant.text_cues import IS_PLAN
from assistant.time_cues import RULES, TOLD
from vectorstore.records import RUNNING, Passage, Sentence

_PARTICIPLE = (
    r"(?<!\bpå )(?<!\bi )(?<!\baf )(?<!\btil )(?<!\bfor )(?<!\bmed )(?<!\bom )(?<!\bved )(?<!\bfra )(?<!\bet )"
    r"\b(?!(?:noget|meget|andet|eget|intet|hvert|lidt|godt|nyt|helt|muligt|rigtigt|sandt|tilladt|frivilligt|"
    r"undtaget|omfattet|fritaget|fredet|forpligtet|berettiget|inkluderet|involveret|(?:af)?sat)\b)"  # hold, not happen
    r"\w{3,}(?:t|ede)\b"
)
_HAS_IT = any_of(  # asks whether something has happened, or will
    rf"{OPENER}(?:har|havde|er|blev|fik|nåede) \S+\b.{{0,150}} {_PARTICIPLE}",
    rf"{OPENER}er\b.{{0,150}}\b(?:klare?|færdige?|i (?:gang|drift)|på plads)\b",
    r"^\W*(?:(?:and|but) )?(?:is|are|has|have|did)\b.{0,150}\b(?:\w{3,}ed|done|off)\b",
    rf"{OPENER}(?:bliver|kommer|will)\b",
)
_BELONGS = any_of(r"\b(?:hører|indgår|omfatter|gælder) (?:dog )?ikke\b|\bhører under\b|\b(?:er|var) .{0,30}\bafsat\b")
_SHALL_IT = re.compile(rf"{OPENER}(?:skal|vil|får)\b", re.IGNORECASE)


def fits_better(case: Case, passage: Passage, sentence: Sentence) -> bool:
    """Whether running text fits a yes/no question better than its best dated place: "skal vi selv betale for det?"."""
    ranked = ranked_sentences(case) if case.ask is Ask.STATUS else []
    if not ranked or ranked[0][1].kind not in RUNNING:
        return False
    _, told, said = ranked[0]
    if case.evidence.named and told.initiative_id != passage.initiative_id:
        return False
    return worth(case.store, case.evidence, told, said.text) > worth(
        case.store, case.evidence, passage, said_by(passage, sentence)
    )


def status_text(case: Case) -> Draft | None:
    """Running text for a yes/no question; where a plan is asked for and told, with the word that it is no report."""
    draft = text(case)
    if draft is None or RULES.search(case.question):
        return draft
    told = " ".join(statement.text for statement in draft.statements if statement.claim)
    is_step = any(source.period and source.initiative for statement in draft.statements for source in statement.sources)
    shall = _SHALL_IT.search(case.question) and IS_PLAN.search(told)
    if not (is_step or shall or _HAS_IT.search(case.question)):
        return draft
    if not is_step and _is_fact(told):
        return draft
    return replace(draft, statements=(*draft.statements, Statement(case.replies.not_a_report, claim=False)))


def _is_fact(told: str) -> bool:
    """Whether a text tells what has been, or what belongs where, and no plan."""
    return not IS_PLAN.search(told) and (TOLD.search(told) or _BELONGS.search(told)) is not None
