"""The texts that the assistant speaks, as files, and their loader."""
