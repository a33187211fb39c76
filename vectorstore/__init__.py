"""The stored programme: records, periods, Danish analysis, dense and lexical index."""
