from ideas.forms.finding import ClaimForm, FilterForm, ReceiptForm, ReportForm
from ideas.forms.gathering import GatheringForm
from ideas.forms.sheets import (
    CROWDED,
    TERMS,
    CompleteForm,
    DepositForm,
    EntryForm,
    FollowForm,
    IdeaForm,
    TypedForm,
)

__all__ = [
    "CROWDED",
    "TERMS",
    "ClaimForm",
    "CompleteForm",
    "DepositForm",
    "EntryForm",
    "FilterForm",
    "FollowForm",
    "GatheringForm",
    "IdeaForm",
    "ReceiptForm",
    "ReportForm",
    "TypedForm",
]
