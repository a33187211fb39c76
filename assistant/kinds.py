"""The kinds of questions that are treated alike: each set of them once, a larger one written from smaller ones."""

from assistant.question_forms import Ask

# What a text tells of something.
FACTS = frozenset((Ask.NUMBER, Ask.MONEY, Ask.WHO))  # "hvornår?" after these is asked of what they tell
VALUES = FACTS | {Ask.WHERE}  # of another subject it is that or nothing
PARTICULARS = VALUES | {Ask.PURPOSE}  # no list of steps answers them; bare ("hvor mange?") they are of what was told
OF_TEXT = FACTS | {Ask.TEXT, Ask.PURPOSE}  # for a fact or a reason: another sentence may tell it better
WRITES = OF_TEXT | {Ask.WHEN}  # a model may put these: no lists, which are data, nor whether something has happened
PLAIN = frozenset((Ask.TEXT, Ask.STATUS, Ask.WHO, Ask.WHERE))  # what is clearly nearest may be told plainly

# What a plan tells.
STEPS = frozenset((Ask.MILESTONES, Ask.NEXT))  # "milepælene?", "næste skridt?": of the subject, if there is one
LISTS = STEPS | {Ask.OVERDUE}  # with no subject, of the whole programme
WHOLE_PLANS = STEPS | {Ask.PROGRESS, Ask.OUTERMOST}
PLANNED = WHOLE_PLANS | {Ask.WHEN}  # what is nearest by meaning may hold another date
LISTS_OF_STEPS = LISTS | WHOLE_PLANS  # "den anden" of milestones is no initiative
ONE_STEP = frozenset((Ask.WHEN, Ask.NEXT, Ask.OUTERMOST))  # asked again of a period they are for its steps
OF_STEPS = ONE_STEP | STEPS  # "den første" after these is the first step of the plan
SHOW_STEPS = frozenset((Ask.MILESTONES, Ask.PROGRESS, Ask.OVERDUE))  # the milestones need not be asked for next
DATED = STEPS | {Ask.WHEN, Ask.STATUS}  # a milestone or an event fits these best
MAY_GO_ON = STEPS | {Ask.TEXT, Ask.WHEN}  # "og så?" after what has no date is for what comes next
MAY_REMAIN = STEPS | {Ask.TEXT, Ask.STATUS}  # "hvad mangler der?" is for all that is not passed

# What the records tell.
RECORDS = frozenset((Ask.MILESTONES, Ask.INITIATIVES, Ask.FOCUS_AREAS, Ask.KEY_FIGURES))
USE_PERIODS = frozenset(  # do something else with a period than list what lies there
    (Ask.CHANGES, Ask.HISTORY, Ask.NEXT, Ask.OUTERMOST, Ask.OVERDUE, Ask.INITIATIVES, Ask.MOST)
)
STANDS_ALONE = frozenset(  # never of a subject
    (
        *(Ask.GREETING, Ask.THANKS, Ask.SELF, Ask.ABBREVIATION),
        *(Ask.FOCUS_AREAS, Ask.KEY_FIGURES, Ask.INITIATIVES, Ask.MOST),
    )
)
