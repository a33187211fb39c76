"""The bundled programme: a restatement in our own words, and the script that draws it."""
