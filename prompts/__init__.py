"""The texts that the assistant speaks, as files, and their loader."""

from prompts.loader import Replies, load_replies

__all__ = ["Replies", "load_replies"]
