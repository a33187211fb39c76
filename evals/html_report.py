"""The report as one HTML page for people: verdict, figures with intervals, plots, and every question. No network."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from math import isfinite
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, select_autoescape

from evals.correctness import Outcome
from evals.metrics import Result, Summary
from evals.runner import Report, Threshold

OUTCOMES = {
    Outcome.CORRECT: "Rigtigt",
    Outcome.MISSING: "Mangelfuldt",
    Outcome.WRONG: "Forkert",
    Outcome.ERROR: "Fejl",
}
FIGURES = {
    "correct": "Rigtige svar",
    "missing": "Mangelfulde svar eller afslag",
    "wrong": "Forkerte svar",
    "false_answer": "Svaret, hvor programmet intet siger",
    "false_refusal": "Afvist, hvor programmet siger det",
    "hedged": "Delvise svar, hvor programmet siger det",
    "verbatim": "Citater, der står ordret i kilden",
    "resolve": "Svar, hvis kildehenvisninger alle passer",
    "citation_recall": "Sætninger, som deres citater dækker",
    "cited": "Sætninger i svar, der viser en kilde",
    "citation_precision": "Citater, som svaret har brug for",
    "list_recall": "Milepæle med i lister",
    "list_precision": "Milepæle i lister, der hører til",
}
KINDS = {
    "when": "hvornår",
    "paraphrase": "i andre ord",
    "typo": "med tastefejl",
    "number": "tal",
    "purpose": "formål",
    "who": "hvem",
    "about": "om indhold",
    "status": "er det sket",
    "list_period": "liste for en periode",
    "list_initiative": "liste for en indsats",
    "next": "det næste",
    "english": "på engelsk",
    "history": "historik",
    "comparison": "sammenligning",
    "false_premise": "falsk forudsætning",
    "near_miss": "tæt på, men ikke i programmet",
    "off_topic": "uden for emnet",
    "injection": "forsøg på omgåelse",
    "small_talk": "småsnak",
}
SPLITS = {"dev": "til udvikling", "held_back": "holdt tilbage"}
STATUSES = {"answered": "svaret", "partial": "delvist", "not_found": "det fremgår ikke"}
CONFIGURATION = {
    "questions": "spørgsmål fra",
    "questions_sha256": "deres SHA-256",
    "version": "version",
    "compared_with": "holdt op mod",
    "programme": "program",
    "door": "spurgt gennem",
    "encoder": "indkoder",
}
_NOT_REACHED = "ikke nået"
_NARROWEST = 0.01
_BINS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, float("inf"))


@dataclass(frozen=True, slots=True)
class Row:
    """One figure as shown: its value with interval and goal, and the same in the earlier run."""

    label: str
    value: str
    interval: str
    low: float
    high: float
    at: float
    goal: str
    before: str
    state: str  # "good", "short" of the goal, or "bad": beyond its limit or worse than before
    why: str  # what is the matter, in words


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure's change since the earlier run as a bar: all in percent of the plot's width."""

    label: str
    said: str
    low: float
    high: float
    at: float
    state: str


def write_html(report: Report, out_dir: Path) -> Path:
    """Write `report.html` and return its path."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=select_autoescape(default=True), trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    page = environment.get_template("report.html").render(
        report=report,
        rows=rows(report),
        differences=differences(report),
        kinds=_slices(report.by("kind"), KINDS),
        splits=_slices(report.by("split"), SPLITS),
        documents=_slices(report.by("document"), {}),
        labels={**KINDS, **SPLITS, **STATUSES},
        configuration=_configuration(report),
        trade_off=trade_off(report.results),
        latencies=latencies([result.seconds for result in report.results]),
        outcomes=OUTCOMES,
        percent=percent,
    )
    path = out_dir / "report.html"
    path.write_text(page, encoding="utf-8")
    return path


def rows(report: Report) -> list[Row]:
    """The figures that a manager reads, best-known first."""
    before = {change.name: change for change in report.comparison.changes} if report.comparison else {}
    found: list[Row] = []
    for name, label in FIGURES.items():
        value: float | None = getattr(report.summary, name)
        if value is None:
            continue
        interval = report.intervals.get(name)
        goal = _limit(report.goals, name)
        missed = next((limit for limit in report.missed if limit.metric == name), None)
        why = _why(missed, goal, name in before and before[name].is_loss, report.summary)
        state = "short" if why == _NOT_REACHED else "bad" if why else "good"
        found.append(
            Row(
                label=label,
                value=percent(value),
                interval=f"{percent(interval.low)} – {percent(interval.high)}" if interval else "",
                low=interval.low if interval else value,
                high=interval.high if interval else value,
                at=value,
                goal=f"{'højst' if goal.ceiling else 'mindst'} {percent(goal.limit)}" if goal else "",
                before=points(before[name].difference) if name in before else "",
                state=state,
                why=why,
            )
        )
    return found


def differences(report: Report) -> list[Difference]:
    """The changes since the earlier run with their intervals, on one scale with no change in the middle."""
    changes = [one for one in (report.comparison.changes if report.comparison else ()) if one.name in FIGURES]
    ends = [abs(end) for one in changes for end in (one.interval.low, one.interval.high)]
    widest = max((end for end in ends if isfinite(end)), default=0.0) or _NARROWEST

    def place(value: float) -> float:
        return 50 + 50 * max(-1.0, min(1.0, value / widest)) if isfinite(value) else 50.0

    return [
        Difference(
            FIGURES[one.name],
            f"{points(one.difference)} ({points(one.interval.low)} – {points(one.interval.high)})",
            place(one.interval.low),
            place(one.interval.high),
            place(one.difference),
            "bad" if one.is_loss else "good",
        )
        for one in changes
    ]


def _why(missed: Threshold | None, goal: Threshold | None, lost: bool, summary: Summary) -> str:
    if missed:
        return "over grænsen" if missed.ceiling else "under grænsen"
    if lost:
        return "dårligere end før"
    return "" if goal is None or goal.holds(summary) else _NOT_REACHED


def percent(share: float | None) -> str:
    """A share as Danish writes it: "88,9 %", or a dash for none."""
    return "–" if share is None else f"{100 * share:.1f} %".replace(".", ",")


def points(difference: float) -> str:
    """A difference of two shares in percentage points, with its sign: "+1,2"."""
    return f"{100 * difference:+.1f}".replace(".", ",").replace("-", "−")


def trade_off(results: Sequence[Result]) -> list[tuple[str, int, int, int]]:
    """For answerable and unanswerable questions: how many were answered, half answered and declined."""
    table: list[tuple[str, int, int, int]] = []
    for label, answerable in (("programmet siger det", True), ("programmet ikke siger det", False)):
        asked = [result.status for result in results if result.question.answerable is answerable]
        table.append((label, asked.count("answered"), asked.count("partial"), asked.count("not_found")))
    return table


def latencies(seconds: Sequence[float]) -> list[tuple[str, int]]:
    """How many answers took at most so long, by doubling steps; empty steps at both ends left out."""
    counts: list[tuple[str, int]] = []
    below = 0.0
    for limit in _BINS:
        count = sum(below < one <= limit for one in seconds)
        label = (
            f"over {below:g} s"
            if limit == float("inf")
            else f"≤ {limit * 1000:g} ms"
            if limit < 1
            else f"≤ {limit:g} s"
        )
        counts.append((label.replace(".", ","), count))
        below = limit
    filled = [index for index, (_, count) in enumerate(counts) if count]
    return counts[filled[0] : filled[-1] + 1] if filled else []


def _slices(slices: Mapping[str, Summary], labels: Mapping[str, str]) -> list[dict[str, object]]:
    return [{"name": name, "label": labels.get(name, name), **asdict(summary)} for name, summary in slices.items()]


def _configuration(report: Report) -> list[tuple[str, str]]:
    """What was run, in Danish; a hash by its beginning, as it stands whole in summary.json."""
    said = {name: str(report.configuration.get(name) or "") for name in CONFIGURATION}
    said["questions_sha256"] = said["questions_sha256"][:12]
    return [(CONFIGURATION[name], value) for name, value in said.items() if value]


def _limit(limits: Sequence[Threshold], name: str) -> Threshold | None:
    return next((limit for limit in limits if limit.metric == name), None)
