"""Undertakings called by what they are about: "ERP-programmet", "klimaindsatsen", "tidsregistreringsprojektet"."""

import re

from assistant.degrees import ITSELF
from vectorstore.coverage import coverage
from vectorstore.store import Store

_UNDERTAKING = re.compile(
    r"\b(?!(?:arbejds|samarbejds|udviklings|fokus|hoved|del|for|grund|pilot)(?:program|projekt|indsats|initiativ))"
    r"(?:(?P<hyphened>\w{2,})-|(?P<linked>\w{2,}(?:ing|ion|tet|hed|skab|else))s|(?P<plain>\w{3,}?))"
    r"(?:program(?:met)?|projekt(?:et)?|indsats(?:en)?|initiativ(?:et)?)\b",
    re.IGNORECASE,
)


def less_undertaking(text: str, store: Store) -> str:
    """The text with such a word as what it is about, where a title has that; "kantineprojektet" stays as it is."""
    return _UNDERTAKING.sub(lambda match: _about(match, store), text)


def _about(match: re.Match[str], store: Store) -> str:
    about = match["hyphened"] or match["linked"] or match["plain"]
    words = store.lexical.query_words(about)
    titles = [store.terms(initiative.title) for initiative in store.initiatives]
    named = any(coverage(words, title, store.idf) >= ITSELF for title in titles)
    return about if named else match[0]
