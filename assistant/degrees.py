"""How much of what is asked about, or how well one word of it, a text must have: the degrees of `topic_coverage`.

A word counts in full where a text has it, else by the weight of a synonym or of the parts that it is made of.
"""

TOUCHED = 0.2  # from which on a text has to do with it
MENTIONED = 0.3  # of one word: a text has it or one like it
SAID = 0.5  # a text says most of it
ITSELF = 0.7  # of one word: a text has it, and not only a synonym or a part of it
MOSTLY = 0.8  # a text has all but a little of it
WHOLLY = 0.9  # a text has all of it, if in other forms
EVERY_WORD = 0.99  # a text has each of its words
