"""The Teams door: signed questions from a channel in, Adaptive Cards out."""
