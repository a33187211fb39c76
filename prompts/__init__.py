"""The texts that the assistant speaks, as files, and their loader."""

from prompts.loader import Replies, load_replies
from prompts.teams import TeamsTexts, load_teams_texts

__all__ = ["Replies", "TeamsTexts", "load_replies", "load_teams_texts"]
