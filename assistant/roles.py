"""Who has which role, for the whole plan or for what is asked about: every sentence that gives one, by initiative."""

from assistant.answers import Draft, Statement
from assistant.areas import asked_among
from assistant.case import Case
from assistant.cues import ASKS_ALL_ROLES
from assistant.lines import sentence_source
from assistant.text_cues import TELLS_ROLE
from assistant.values import has_actor, person_does
from vectorstore.store import Store

_LEAST = 2  # of the whole plan: with fewer there is nothing to list


def roles(case: Case) -> Draft | None:
    """Each sentence of an initiative that says who leads it or answers for it ("hvem er ansvarlig for hvad?").

    Of those asked among ("fokusområde 2", "for dem"), if any; None for another question, and where none of these, or of
    all fewer than two, is told.
    """
    if not ASKS_ALL_ROLES.search(case.question):
        return None
    lines: list[Statement] = []
    told = 0
    for initiative in asked_among(case.analysis, case.store):
        described = case.store.description_of(initiative.id)
        said = [(passage, one) for passage, one in described if _gives_a_role(case.store, one.text)]
        if said:
            lines.append(Statement(f"**{initiative.title}**", claim=False))
            lines += [Statement(one.text, (sentence_source(passage, one),), bullet=True) for passage, one in said]
            told += len(said)
    least = 1 if case.analysis.inherited.among else _LEAST
    return Draft("answered", (Statement(case.replies.roles, claim=False), *lines)) if told >= least else None


def _gives_a_role(store: Store, text: str) -> bool:
    """Whether a text begins with a person who does something, or says of anybody that they lead or answer for it."""
    return person_does(store, text) or (TELLS_ROLE.search(text) is not None and has_actor(store, (), text))
