"""A second opinion on what words answer, of the tuned encoder, where the first does not set one place clearly apart.

One shared word makes "bliver opkald optaget?" fit "153.000 opkald …" by words alone. The tuned encoder has learned
which texts answer; what it finds far from the question is only given as what is nearest, or not at all, and what both
find near is plain. To ask it of every answer would double the time of each; where it is asked, it finds two of three
that it would find of all, on invented programmes.
"""

from assistant.abstention import Confidence, Odds, load_weights
from assistant.analysis import Analysis
from assistant.cues import ASKS_CLOCK, ASKS_CONTACT, ASKS_WEEKDAY
from assistant.degrees import EVERY_WORD
from assistant.evidence import Evidence, by_meaning, cosine_of, gather, is_of_office, lift, topic_coverage
from assistant.kinds import OF_TEXT
from assistant.sentence_ranking import names_holder
from vectorstore.records import Kind, Passage
from vectorstore.store import Store

CLEARLY = 3.0  # standard deviations of cosines by which a place stands above the others
SURELY = 1.5  # log-odds of words and the first encoder from which on they are not doubted, where it does
UNSURE = 0.3  # log-odds of the tuned encoder below which running text is mostly wrong, on invented programmes
SURE = 2.0  # log-odds of the tuned encoder from which on 95 of 100 hedged answers are right, on invented programmes
SILENT = -1.5  # log-odds of the tuned encoder below which nothing is said
CERTAIN = 3.0  # log-odds of the first reading from which on a follow-up, whose own words are few, is not silenced
UNDOUBTED = 4.0  # log-odds of the first reading from which on what stands out is hardly ever outdone (1 of 87)
OUTDOING, OUTDONE = 0.55, 0.05  # cosines of another sentence, by which 13 of 18 texts said plainly were wrong
_RECORDS = (Kind.MILESTONE, Kind.KEY_FIGURE, Kind.HISTORY)


class Doubt:
    """A confidence as `sure`, doubted where the encoder of the `second` store finds the text far from the question.

    Running text is no plain answer below `UNSURE` by that encoder, a record below `partly_from`; below `SILENT` neither
    is any answer, unless the first reading of a follow-up is `CERTAIN`, or the text has every word. No text is a plain
    answer to a question for a fact or a reason (`OF_TEXT`) where another sentence is nearer by `OUTDONE`. A text put
    together of several places is not doubted, since it has no vector; a key figure is, by that of its passage. What is
    only hedged by the first reading is plain from `SURE` on. Who goes by a role is not
    doubted where a name stands behind that.
    """

    def __init__(self, sure: Confidence, second: Store) -> None:
        self._sure = sure
        self.second = second
        self._found: dict[Analysis, Evidence] = {}

    def evidence(self, analysis: Analysis) -> Evidence:
        """What the second store holds for a question; looked up once."""
        if analysis not in self._found:
            self._found[analysis] = gather(self.second, analysis)
        return self._found[analysis]

    def __call__(self, store: Store, analysis: Analysis, evidence: Evidence, passage: Passage, text: str) -> Odds:
        """The odds of the text being the answer, as both readings together see it."""
        odds = self._sure(store, analysis, evidence, passage, text)
        score = odds.score
        weights = load_weights()
        alone = not analysis.inherited.leans_on  # with the subject of a follow-up all its places stand out
        is_record = passage.kind in _RECORDS
        surely = weights.answer_from if is_record else max(weights.answer_from, SURELY)
        clear = alone and score >= surely and _stands_out(evidence, passage)
        of_text = analysis.ask in OF_TEXT
        if score < weights.partly_from or not _is_of(passage, text):
            return odds
        if names_holder(analysis, evidence.topic, text):
            return odds
        if clear:
            outdone = of_text and score < UNDOUBTED and self._is_outdone(analysis, passage, text)
            return odds.doubted("is_outdone") if outdone else odds
        other = self._sure(self.second, analysis, self.evidence(analysis), passage, text)
        if other.score < SILENT:
            said = score >= weights.answer_from and (_says_all(store, evidence, text) or _has_form(analysis))
            return odds.doubted("is_far") if said or not (alone or score < CERTAIN) else other
        if of_text and self._is_outdone(analysis, passage, text):
            return odds.doubted("is_outdone")
        if other.score >= SURE:
            return Odds(max(score, weights.answer_from))
        return odds.doubted("is_far") if other.score < (weights.partly_from if is_record else UNSURE) else odds

    def _is_outdone(self, analysis: Analysis, passage: Passage, text: str) -> bool:
        """Whether another sentence, of what the question names, lies clearly nearer than a text: it is mostly wrong."""
        evidence = self.evidence(analysis)
        if is_of_office(evidence.topic, self.second):
            return False  # whatever names the office is near
        named = {initiative.id for initiative in evidence.named}
        near = (cosine for cosine, place, _ in by_meaning(evidence) if not named or place.initiative_id in named)
        best = max(near, default=0.0)
        return best >= OUTDOING and best - cosine_of(evidence, passage, text) >= OUTDONE


def _stands_out(evidence: Evidence, passage: Passage) -> bool:
    cosine = next((hit.dense for hit in evidence.hits if hit.passage.id == passage.id), 0.0)
    return lift(evidence, cosine) >= CLEARLY


def _says_all(store: Store, evidence: Evidence, text: str) -> bool:
    """Whether a text has every word of a question that is about several things: a decline above it would be absurd."""
    return len(evidence.topic) > 1 and topic_coverage(store, evidence.topic, [text]) >= EVERY_WORD


def _has_form(analysis: Analysis) -> bool:
    """Whether a question asks for what few texts have: a time of day, a weekday, a telephone number."""
    return any(form.search(analysis.question) for form in (ASKS_CLOCK, ASKS_WEEKDAY, ASKS_CONTACT))


def _is_of(passage: Passage, text: str) -> bool:
    return text in passage.text or passage.kind is Kind.KEY_FIGURE
