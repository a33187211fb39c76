"""Files → pages → programme records → passages → index."""
