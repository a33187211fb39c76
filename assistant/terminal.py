"""How answers and tables look in a terminal: set nicely where there is one, plain text where output is piped."""

from collections.abc import Iterable

from rich.console import Console
from rich.markdown import Markdown
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from assistant.answers import Answer, Citation
from vectorstore.records import Milestone


def show_answer(console: Console, answer: Answer) -> None:
    """Print the answer with its sources and suggestions."""
    if console.is_terminal:
        console.print(Markdown(answer.answer))
    else:
        console.print(answer.answer, markup=False, highlight=False, soft_wrap=True)
    if answer.citations:
        console.print()
        console.print(Text("Kilder", style="bold"))
        for citation in answer.citations:
            _show_citation(console, citation)
    if answer.suggestions and console.is_terminal:
        console.print()
        console.print(Text("Spørg også: " + " · ".join(answer.suggestions), style="dim"))


def _show_citation(console: Console, citation: Citation) -> None:
    place = f"[{citation.id}] {citation.document}, s. {citation.page}"
    if citation.initiative:
        place += f" – {citation.initiative}"
    quote = f"»{' '.join(citation.quote.split())}«"
    if console.is_terminal:
        console.print(Text(place, style="cyan"))
        console.print(Padding(Text(quote), (0, 0, 0, 4)))
    else:
        console.print(f"{place}\n    {quote}", markup=False, highlight=False, soft_wrap=True)


def show_milestones(console: Console, milestones: Iterable[Milestone]) -> None:
    """Print the milestone table; tab-separated when piped."""
    rows = [(m.period.label if m.period else "uden dato", m.initiative, m.text, str(m.span.page)) for m in milestones]
    if not console.is_terminal:
        for row in rows:
            console.print("\t".join(row), markup=False, highlight=False, soft_wrap=True)
        return
    table = Table("Periode", "Indsats", "Milepæl", "Side", show_lines=False)
    for period, initiative, text, page in rows:
        table.add_row(Text(period, style="bold"), Text(initiative), Text(text), page)
    console.print(table)
