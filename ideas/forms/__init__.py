from ideas.forms.finding import ClaimForm, FilterForm, ReceiptForm, ReportForm
from ideas.forms.gathering import GatheringForm
from ideas.forms.joining import JoinForm
from ideas.forms.shared import SharedSheetForm
from ideas.forms.sheets import (
    CROWDED,
    TERMS,
    CompleteForm,
    DepositForm,
    EntryForm,
    FollowForm,
    IdeaForm,
    TypedForm,
    WholeForm,
    Words,
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
    "JoinForm",
    "ReceiptForm",
    "ReportForm",
    "SharedSheetForm",
    "TypedForm",
    "WholeForm",
    "Words",
]
