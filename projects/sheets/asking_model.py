"""What the sheets of the offer, of its customers and of the business model ask (D21)."""

from django.utils.translation import gettext_lazy as _

from projects.sheets.shapes import LINE, Definition, Field, Repeat, Section

DESIGN = Definition(
    "design",
    "conception",
    _("Design"),
    _("The product or the service as it will be: what it is, how it goes, what it takes."),
    (
        Section(
            "offer",
            _("The product or the service"),
            fields=(
                Field("offer", _("What is it, exactly?"), _("A grocery van that stops in front of your door."), rows=4),
                Field(
                    "steps",
                    _("How does it go, step by step, for who uses it?"),
                    _("1. I order on Tuesday by phone. 2. The van arrives on Thursday. 3. I choose, I pay."),
                    rows=5,
                    max_length=4000,
                ),
            ),
        ),
        Section(
            "takes",
            _("What it takes"),
            fields=(
                Field("place", _("Which place?"), _("A garage with a cold room, 30 m²."), rows=2),
                Field(
                    "people", _("Which people, which skills?"), _("A driver who likes talking; an accountant."), rows=2
                ),
                Field("equipment", _("Which equipment?"), _("A refrigerated van, a card reader."), rows=2),
                Field(
                    "rules",
                    _("Which rules or laws are to be checked, and with whom?"),
                    _("Food hygiene, parking permit of each village: ask the town halls."),
                    rows=3,
                ),
            ),
        ),
    ),
)

_SEGMENTS = Repeat(
    "segments",
    _("Customers"),
    _("Add a group of customers"),
    (
        Field("who", _("Who are they?"), _("People over 70 without a car."), kind=LINE, max_length=200),
        Field(
            "how_many", _("How many are they, here?"), _("240, of whom 90 within our reach."), rows=2, max_length=600
        ),
        Field("need", _("What do they need?"), _("Fresh food each week, and a visit."), rows=2, max_length=1000),
        Field("pays", _("What do they pay today?"), _("45 € a week, and a taxi at 18 €."), rows=2, max_length=1000),
        Field(
            "reach",
            _("How do we reach them?"),
            _("By the nurse, the bakery, the parish paper."),
            rows=2,
            max_length=1000,
        ),
        Field(
            "evidence",
            _("What shows that they would buy?"),
            _("31 signed to be on the first round; 9 bought at the trial."),
            rows=2,
            max_length=1000,
        ),
    ),
    slots=5,
)

TARGETS = Definition(
    "targets",
    "clientele",
    _("Customer targets"),
    _("Who will buy or use it: at least one group of people, with something that shows it."),
    (Section("segments", _("Groups of customers"), repeat=_SEGMENTS),),
)

CANVAS = Definition(
    "canvas",
    "modele",
    _("Business model"),
    _("The whole model on one page: nine blocks, and what comes back to the territory."),
    (
        Section(
            "blocks",
            _("The blocks of the model"),
            _("A few lines in each block. When one does not concern you, write “not applicable” and why."),
            fields=(
                Field("partners", _("Who helps us do it?"), _("Six growers, the town hall, the bakery."), rows=4),
                Field("activities", _("What must we do well?"), _("Buy, drive, talk, keep fresh."), rows=4),
                Field(
                    "resources", _("What do we need to have?"), _("A van, a garage, a good list of customers."), rows=4
                ),
                Field("promise", _("What do we bring to people?"), _("Fresh food and a visit, at one’s door."), rows=4),
                Field("relations", _("How do we stay close to them?"), _("The same driver each week."), rows=4),
                Field(
                    "channels",
                    _("How do they find and receive it?"),
                    _("A call on Tuesday, the van on Thursday."),
                    rows=4,
                ),
                Field("customers", _("For whom?"), _("People over 70 without a car; holiday houses."), rows=4),
                Field("costs", _("What does it cost?"), _("A salary, fuel, the van, purchases."), rows=4),
                Field("income", _("Where does the money come from?"), _("Sales 82 %, town halls 18 %."), rows=4),
                Field(
                    "returns",
                    _("What comes back to the territory?"),
                    _("40,000 € to local growers; 5 per cent of profit to a shared fund."),
                    rows=4,
                ),
            ),
        ),
    ),
)
