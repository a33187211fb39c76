"""From what an extractor gave to what a reader sees, without losing the way back.

Two steps, both with a map. `printed` repairs glyphs: overprinted bold (each letter twice), ligatures,
decomposed letters; its result is the page text that quotes are cut from. `flow` undoes the layout:
line breaks, doubled spaces and hyphenation go, and every character keeps its offset in the page text.
"""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

_CLUSTER = re.compile(r"\r\n?|.[\u0300-\u036f]*", re.DOTALL)
_TOKEN = re.compile(r"\S+")
_LIGATURES = str.maketrans({"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_KEPT_AFTER_HYPHEN = re.compile(r"(?:og|eller|samt|såvel|til|hhv\.|og/eller|men|som)\b", re.IGNORECASE)
_KEEP_HYPHEN = re.compile(r"it|edb|ikke|non|[^aeiouyæøåé]+", re.IGNORECASE)  # "it-system", "tv-spot"
_SOFT_AT_LINE_END = re.compile(r"\u00ad(?=[ \t]*\r?\n)")
_UNSEEN = frozenset("\u00ad\u200b\u2060\ufeff")
_ANCHOR_PAIRS = 4


@dataclass(frozen=True, slots=True)
class Mapped:
    """A text whose character `i` stems from `origin[i]` in the text it was made from.

    `origin` has one entry more than the text: where the source ends.
    """

    text: str
    origin: tuple[int, ...]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of the source that `text[start:end]` was made from."""
        if start >= end:
            return self.origin[start], self.origin[start]
        return self.origin[start], self.origin[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Printed:
    """A page as printed, mapped to the extractor's text, and the ranges that stand in bold."""

    mapped: Mapped
    bold: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        """The page text."""
        return self.mapped.text


def printed(raw: str, bold: tuple[tuple[int, int], ...] = ()) -> Printed:
    """Compose letters (NFC), open ligatures, normalise line ends and undouble overprinted runs.

    `bold` are ranges of `raw` that the source itself marks as bold; overprinted runs join them.
    """
    out: list[str] = []
    origin: list[int] = []
    for match in _CLUSTER.finditer(_SOFT_AT_LINE_END.sub("-", raw)):
        piece = match[0]
        if piece[0] not in _UNSEEN:
            piece = "\n" if piece[0] == "\r" else unicodedata.normalize("NFC", piece)
            out.append(piece)
            origin += [match.start()] * len(piece)
    text = "".join(out)
    keep: list[int] = []
    at = 0
    runs = doubled_runs(text)
    for start, end in runs:
        keep += range(at, start)
        keep += [start + offset for offset in undoubled_offsets(text[start:end])]
        at = end
    keep += range(at, len(text))
    opened = [(letter, i) for i in keep for letter in text[i].translate(_LIGATURES)]
    mapped = Mapped("".join(letter for letter, _ in opened), (*(origin[i] for _, i in opened), len(raw)))
    kept = [i for _, i in opened]
    printed_runs = [(bisect_left(kept, start), bisect_left(kept, end)) for start, end in runs]
    given = [(bisect_left(mapped.origin, start), bisect_left(mapped.origin, end)) for start, end in bold]
    return Printed(mapped, _merged(sorted(printed_runs + given)))


def _merged(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Overlapping and touching ranges as one."""
    merged: list[tuple[int, int]] = []
    for start, end in ranges:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return tuple(merged)


def is_doubled(token: str) -> bool:
    """Whether every character stands twice: even length, even letters equal to the odd ones."""
    return len(token) >= 2 and len(token) % 2 == 0 and token[::2] == token[1::2]


def doubled_runs(text: str) -> list[tuple[int, int]]:
    """The ranges of overprinted text: an anchor token and its doubled neighbours on the same line or next.

    An anchor has at least four letter pairs, not all the same letter: no Danish word looks so, while a
    lone short token ("00", "ll") may be meant. Neighbours join while they are doubled themselves; one
    whose overprinting was cut off by plain punctuation ("…oommrrååddeett:") joins without the rest. A
    number ("1100") may just as well be meant, so one that stands apart joins on further evidence only.
    """
    tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(text)]
    spans = [_doubled_part(text, start, end) for start, end in tokens]
    taken = [False] * len(tokens)
    for i, (start, end) in enumerate(spans):
        if not _is_anchor(text[start:end]):
            continue
        taken[i] = True
        for step in (-1, 1):
            j = i + step
            while 0 <= j < len(tokens) and not taken[j] and _joins(text, spans, tokens, j, step):
                taken[j] = True
                j += step
    runs: list[tuple[int, int]] = []
    for i, (start, end) in enumerate(spans):
        if not taken[i]:
            continue
        if runs and taken[i - 1] and runs[-1][1] == tokens[i - 1][1]:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs


def undoubled_offsets(run: str) -> list[int]:
    """The offsets that remain of an overprinted run: every doubled character once, line ends kept."""
    offsets: list[int] = []
    at = 0
    while at < len(run):
        offsets.append(at)
        at += 2 if run[at] != "\n" and run[at + 1 : at + 2] == run[at] else 1
    return offsets


def _doubled_part(text: str, start: int, end: int) -> tuple[int, int]:
    """The doubled part of a token: all of it, or all but plain punctuation at its end."""
    token = text[start:end]
    if is_doubled(token):
        return start, end
    bare = token.rstrip(":;,.")
    if bare != token and is_doubled(bare):
        return start, start + len(bare)
    return start, start


def _is_anchor(token: str) -> bool:
    letters = [char for char in token[::2] if char.isalpha()]
    return bool(token) and len(letters) >= _ANCHOR_PAIRS and len(set(letters)) > 1


def _joins(text: str, spans: list[tuple[int, int]], tokens: list[tuple[int, int]], new: int, step: int) -> bool:
    """Whether a doubled neighbour belongs to the run: only blanks between, at most one line end, no plain stop.

    Behind the closing colon, or without letters on another line or behind one blank, it must be doubled
    beyond doubt or have a doubled token on its other side too.
    """
    start, end = spans[new]
    first = new if step < 0 else new - 1
    gap = text[tokens[first][1] : tokens[first + 1][0]]
    if start == end or spans[first][1] != tokens[first][1] or gap.count("\n") > 1:
        return False
    token, closed = text[start:end], step > 0 and text.endswith("::", 0, tokens[first][1])
    if not closed:
        apart = len(gap) == 1 or "\n" in gap
        marked = end != tokens[new][1] or token[-1] in ":;.,()"
        if any(map(str.isalpha, token)) or not apart or marked or len(token) >= 2 * _ANCHOR_PAIRS:
            return True
    beyond = new + step
    if not 0 <= beyond < len(tokens) or spans[beyond][0] == spans[beyond][1]:
        return False
    return "\n" not in text[min(tokens[new][1], tokens[beyond][1]) : max(tokens[new][0], tokens[beyond][0])]


def flow(text: str, start: int = 0, end: int | None = None) -> Mapped:
    """`text[start:end]` as running text: one space for any blank, words hyphenated over lines rejoined.

    A hyphen at a line end stays where
    it belongs to the word ("løn-" before "og", "KK-", "Q1-") and goes where the line broke a word.
    """
    end = len(text) if end is None else end
    out: list[str] = []
    origin: list[int] = []
    at = start
    while at < end:
        char = text[at]
        if char.isspace():
            after = at
            while after < end and text[after].isspace():
                after += 1
            if out and after < end:
                broken = "\n" in text[at:after] and out[-1] in "-‐" and not "".join(out[-2:-1]).isspace()
                if broken and _word_was_broken("".join(out[-40:-1]), text[after : after + 12]):
                    out.pop()
                    origin.pop()
                elif not (broken and text[after].isalnum() and not _KEPT_AFTER_HYPHEN.match(text, after)):
                    out.append(" ")
                    origin.append(at)
            at = after
            continue
        out.append(char)
        origin.append(at)
        at += 1
    return Mapped("".join(out), (*origin, end))


def _word_was_broken(before: str, after: str) -> bool:
    """Whether a hyphen at a line end only broke the word: small letters on both sides and no conjunction."""
    stem = re.search(r"[^\W\d_]+$", before)
    return (
        stem is not None
        and len(stem[0]) >= 2
        and not _KEEP_HYPHEN.fullmatch(stem[0])
        and stem[0][-1].islower()
        and after[:1].islower()
        and not _KEPT_AFTER_HYPHEN.match(after)
    )
