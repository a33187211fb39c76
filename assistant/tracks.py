"""The parts of an initiative that have milestones of their own ("… på rekrutteringsområdet")."""

from collections.abc import Iterable, Sequence

from assistant.analysis import Analysis
from assistant.degrees import TOUCHED
from assistant.evidence import Evidence, is_topic, topic_coverage
from vectorstore.records import Milestone
from vectorstore.store import Store


def of_track(analysis: Analysis, evidence: Evidence, store: Store, milestones: Sequence[Milestone]) -> list[Milestone]:
    """The milestones, of an initiative's only those of the part that the question names, or that was spoken of."""
    topic = evidence.topic
    if analysis.inherited.leans_on:  # the title of the subject names all its parts
        topic = tuple(word for word in store.lexical.query_words(analysis.words) if is_topic(word))
    shares = {
        m.track: max((topic_coverage(store, [word], [m.track]) for word in topic), default=0.0)
        for m in milestones
        if m.track
    }
    best = max(shares.values(), default=0.0)
    named = {track for track, share in shares.items() if share >= max(TOUCHED, best / 2)}
    named = named or {analysis.inherited.track} & shares.keys()
    parted = {m.initiative_id for m in milestones if m.track in named}
    return [m for m in milestones if m.track in named or m.initiative_id not in parted]


def track_of(milestones: Iterable[Milestone]) -> str:
    """The part that all of the milestones are of, or ""."""
    tracks = {milestone.track for milestone in milestones}
    return tracks.pop() if len(tracks) == 1 else ""
