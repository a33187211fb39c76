"""One ingestion from paths to the index in use, with a report of what was read and what was wrong."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path

from ingest.drawing import draw_pages
from ingest.passages import with_passages
from ingest.sources import find_files, read_document
from ingest.structure import structure
from vectorstore.encoders import Encoder
from vectorstore.errors import IndexMismatchError, IndexMissingError, SourceError
from vectorstore.generations import Manifest, current_generation, read_manifest
from vectorstore.records import Document, Programme
from vectorstore.store import manifest_for, write_index

PARSER_VERSION = "13"


@dataclass(frozen=True, slots=True)
class Report:
    """What an ingestion read: counts, and a line for everything that was left out. `changed` tells whether
    the index was built anew or was up to date already.
    """

    documents: int
    pages: int
    initiatives: int
    milestones: int
    passages: int
    warnings: tuple[str, ...]
    changed: bool

    def as_json(self) -> dict[str, object]:
        """The report as plain JSON values."""
        return {**asdict(self), "warnings": list(self.warnings)}


def bundled_programme() -> Path:
    """The programme that comes with the package."""
    return Path(str(files("ingest.programme") / "arbejdsprogram-2026.pdf"))


def sources_of(manifest: Manifest) -> list[Path]:
    """The files that an index was made of, to make it anew; the bundled programme where its own copy stands now.

    Raises `SourceError` with the remedy where another file is gone.
    """
    bundled = bundled_programme()
    found: list[Path] = []
    for document in manifest.documents:
        path = Path(document.path)
        if not path.is_file() and document.fingerprint == hashlib.sha256(bundled.read_bytes()).hexdigest():
            path = bundled
        if not path.is_file():
            raise SourceError(
                f"Indekset er lavet af en ældre version, og {path}, som det blev lavet af, findes ikke mere; "
                "indlæs filen igen, hvor den ligger nu, med 'arbejdsprogram ingest STI'"
            )
        found.append(path)
    return found


def ingest(paths: Sequence[Path], data_dir: Path, encoder: Encoder, progress: Callable[[int, int], None]) -> Report:
    """Read every file under `paths` (the bundled programme if none) and make it the index in use.

    A file that can't be read becomes a warning as long as another can. Raises `SourceError` when nothing
    can be read, and `IndexBusyError` when another ingestion runs; the index in use then stays.
    """
    programmes, warnings = read_programmes(find_files(paths or [bundled_programme()]))
    wanted = manifest_for(programmes, encoder, PARSER_VERSION)
    try:
        changed = not read_manifest(current_generation(data_dir)).same_content(wanted)
    except (IndexMissingError, IndexMismatchError):
        changed = True
    if changed:
        pictures = draw_pages(programme.document for programme in programmes)
        write_index(data_dir, programmes, encoder, PARSER_VERSION, progress, pictures)
    return Report(
        documents=len(programmes),
        pages=sum(len(p.document.pages) for p in programmes),
        initiatives=sum(len(p.initiatives) for p in programmes),
        milestones=sum(len(p.milestones) for p in programmes),
        passages=sum(len(p.passages) for p in programmes),
        warnings=tuple(warnings),
        changed=changed,
    )


def read_programmes(files_found: Sequence[Path]) -> tuple[list[Programme], list[str]]:
    """Parse every file; what can't be read is told in the warnings. Raises `SourceError` if nothing is left."""
    programmes: list[Programme] = []
    warnings: list[str] = []
    seen: dict[str, str] = {}
    for path in files_found:
        try:
            document = read_document(path, [p.document.id for p in programmes])
        except SourceError as error:
            warnings.append(str(error))
            continue
        if document.fingerprint in seen:
            warnings.append(f"{path.name}: samme indhold som {seen[document.fingerprint]}; læst én gang")
            continue
        seen[document.fingerprint] = path.name
        programme = with_passages(structure(document))
        programmes.append(programme)
        warnings += _warnings(programme)
    if not programmes:
        raise SourceError("Intet kunne læses: " + "; ".join(warnings))
    return programmes, warnings


def _warnings(programme: Programme) -> list[str]:
    """What a reader of the report should look at."""
    document: Document = programme.document
    empty = [page.number for page in document.pages if not page.text.strip()]
    lines = []
    if empty:
        numbers = ", ".join(map(str, empty))
        lines.append(
            f"{Path(document.path).name}: ingen tekst på side {numbers} (scannet?); kør tekstgenkendelse (OCR)"
        )
    if not programme.passages:
        lines.append(f"{Path(document.path).name}: ingen sætninger fundet")
    if any(entry.inferred for entry in programme.history):
        lines.append(f"{Path(document.path).name}: historikkens år og tekster er parret efter læserækkefølgen")
    return lines
