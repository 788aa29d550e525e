"""What the first three sheets ask: documentation, analysis, prototype (D21)."""

from django.utils.translation import gettext_lazy as _

from projects.sheets.shapes import DAY, LINE, LINK, Definition, Field, Repeat, Section

_SOURCES = Repeat(
    "sources",
    _("Source"),
    _("Add a source"),
    (
        Field("title", _("Title"), _("“Survey of 80 families, town hall of Orgelet”"), kind=LINE, max_length=200),
        Field(
            "where",
            _("Link, or where it can be read"),
            _("https://… or “Le Progrès, 12 March 2019, page 4”"),
            kind=LINK,
            max_length=500,
        ),
        Field("date", _("Date"), _("12 March 2019"), kind=DAY, max_length=40, needed=False),
        Field("says", _("What it says"), _("Two families out of three shop more than 15 km away."), max_length=1000),
    ),
    slots=8,
)

DOCUMENTATION = Definition(
    "documentation",
    "documentation",
    _("Documentation"),
    _("What was told and what is known: the need in people’s own words, and where each fact comes from."),
    (
        Section(
            "need",
            _("The need"),
            fields=(
                Field(
                    "need_told",
                    _("What need was told to us, in the words of who lives it?"),
                    _("“The last grocery closed. My mother no longer drives.”"),
                    rows=5,
                    max_length=4000,
                ),
                Field(
                    "need_where",
                    _("Where, and since when?"),
                    _("In eleven villages of the plateau, since 2017."),
                    rows=2,
                    max_length=600,
                ),
                Field(
                    "met",
                    _("Whom did you meet or listen to?"),
                    _("Fourteen inhabitants at the market, two mayors, the nurse."),
                    rows=3,
                ),
            ),
        ),
        Section(
            "sources",
            _("Sources"),
            _("An article, a figure, a conversation: at least one, so that anyone can check."),
            repeat=_SOURCES,
        ),
    ),
)

ANALYSIS = Definition(
    "analysis",
    "analyse",
    _("Analysis"),
    _("Is it worth going on? The need measured, what exists already, strengths, risks and effects."),
    (
        Section(
            "need",
            _("The need, measured"),
            fields=(
                Field("who", _("Who has this need?"), _("People over 70 without a car."), rows=2),
                Field("how_many", _("How many are they, here?"), _("About 240 in the eleven villages."), rows=2),
                Field(
                    "how_known",
                    _("How do we know?"),
                    _("National census of 2019, and our 80 questionnaires."),
                    rows=2,
                ),
            ),
        ),
        Section(
            "answers",
            _("What exists already"),
            fields=(
                Field(
                    "existing",
                    _("What answers exist, here or elsewhere, and what do they lack?"),
                    _("A delivery service by the supermarket: 9 € each time, nobody to talk to."),
                    rows=4,
                ),
            ),
        ),
        Section(
            "strengths",
            _("Strengths and risks"),
            fields=(
                Field("strengths", _("What are our strengths?"), _("A van lent by the town, six growers."), rows=3),
                Field("risks", _("What could go wrong?"), _("Too few customers in winter."), rows=3),
                Field(
                    "lessen",
                    _("How do we make each risk smaller?"),
                    _("Orders taken in advance; one round out of two in January."),
                    rows=3,
                ),
            ),
        ),
        Section(
            "effects",
            _("Effects expected on the territory"),
            _("A sentence for each, even a modest one; “none expected” is an answer."),
            fields=(
                Field("economic", _("Economic effects"), _("One job and a half, 40,000 € to growers."), rows=2),
                Field("ecological", _("Ecological effects"), _("One round instead of forty cars."), rows=2),
                Field("social", _("Social effects"), _("A visit each week to people who live alone."), rows=2),
                Field("cultural", _("Cultural effects"), _("The library’s books travel with the van."), rows=2),
            ),
        ),
    ),
)

_TRIALS = Repeat(
    "trials",
    _("Trial"),
    _("Add a trial"),
    (
        Field("what", _("What was tried?"), _("A round of three villages with a lent van."), rows=3),
        Field("who", _("With whom?"), _("Nine customers, two growers, the driver."), rows=2, max_length=600),
        Field("when", _("When?"), _("Saturday 12 October 2019"), kind=DAY, max_length=80),
        Field("learned", _("What did you learn?"), _("Bread sells out by 10 a.m.; cheese does not sell."), rows=3),
        Field("changes", _("What does it change in the project?"), _("We begin with bread and vegetables."), rows=2),
    ),
    slots=6,
)

PROTOTYPE = Definition(
    "prototype",
    "prototype",
    _("Prototype"),
    _("What was tried for real, even small: a trial that fails teaches as much as one that succeeds."),
    (Section("trials", _("Trials"), repeat=_TRIALS),),
)
