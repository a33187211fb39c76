"""What can go wrong, split by audience: an `AssistantError` message is safe to show and names the remedy."""


class AssistantError(Exception):
    """A fault that the user can do something about; its text is one line with the remedy."""


class SourceError(AssistantError):
    """A file that can't be read as a programme."""


class IndexMissingError(AssistantError):
    """There is no index to answer from."""


class IndexMismatchError(AssistantError):
    """The index was made by another encoder or by an incompatible version."""


class IndexBusyError(AssistantError):
    """Another ingestion holds the data folder."""


class EncoderError(AssistantError):
    """The configured embedding model can't be loaded."""
