from projects.models.agreement import Agreement, StageSentence
from projects.models.attachment import SheetPhoto, shown_photos
from projects.models.bearing import Bearing
from projects.models.condition import Condition
from projects.models.condition_step import ConditionProof, ConditionStep
from projects.models.decision import Decision
from projects.models.declared import DeclaredProject
from projects.models.introduction import Introduction
from projects.models.listing import Listing, SeekingRules, seeking_rules, to_propose
from projects.models.new_elements import NewElements
from projects.models.page import PublicPage
from projects.models.partner import Partner
from projects.models.project import Project, ProjectIdea
from projects.models.sheet import Sheet, SheetAside, SheetEntry, Written
from projects.models.sheet_version import SheetChange, SheetVersion
from projects.models.stage import PUBLIC_STAGES, WAY, Stage
from projects.models.step import ProjectStep

__all__ = [
    "PUBLIC_STAGES",
    "WAY",
    "Agreement",
    "Bearing",
    "Condition",
    "ConditionProof",
    "ConditionStep",
    "Decision",
    "DeclaredProject",
    "Introduction",
    "Listing",
    "NewElements",
    "Partner",
    "Project",
    "ProjectIdea",
    "ProjectStep",
    "PublicPage",
    "SeekingRules",
    "Sheet",
    "SheetAside",
    "SheetChange",
    "SheetEntry",
    "SheetPhoto",
    "SheetVersion",
    "Stage",
    "StageSentence",
    "Written",
    "seeking_rules",
    "shown_photos",
    "to_propose",
]
