"""The one module that imports chromadb: a persistent collection of passage vectors."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

_COLLECTION = "passages"
_BATCH = 1000


def write_vectors(folder: Path, ids: Sequence[str], vectors: Sequence[Sequence[float]]) -> None:
    """Write a new collection of unit vectors under `folder`."""
    client = _client(folder)
    try:
        collection = client.create_collection(
            _COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
        for start in range(0, len(ids), _BATCH):
            collection.add(ids=list(ids[start : start + _BATCH]), embeddings=list(vectors[start : start + _BATCH]))
    finally:
        client.close()


class DenseIndex:
    """Nearest passages by cosine. Safe to query from several threads."""

    def __init__(self, folder: Path) -> None:
        self._client = _client(folder)
        self._collection = self._client.get_collection(_COLLECTION, embedding_function=None)
        self._count = self._collection.count()

    def search(
        self, vector: Sequence[float], limit: int, allowed: Sequence[str] | None = None
    ) -> list[tuple[str, float]]:
        """The ids of the nearest passages with their cosines, best first; only `allowed` ids if given."""
        if not self._count or (allowed is not None and not allowed):
            return []
        found = self._collection.query(
            query_embeddings=[list(vector)],
            n_results=min(limit, self._count),
            ids=list(allowed) if allowed is not None else None,
            include=["distances"],
        )
        distances = found["distances"]
        assert distances is not None
        return [(key, 1.0 - float(d)) for key, d in zip(found["ids"][0], distances[0], strict=True)]

    def close(self) -> None:
        """Release the files."""
        self._client.close()


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
