from projects.models.agreement import Agreement, StageSentence
from projects.models.bearing import Bearing
from projects.models.declared import DeclaredProject
from projects.models.page import PublicPage
from projects.models.partner import Partner
from projects.models.project import Project, ProjectIdea
from projects.models.stage import PUBLIC_STAGES, WAY, Stage
from projects.models.step import ProjectStep

__all__ = [
    "PUBLIC_STAGES",
    "WAY",
    "Agreement",
    "Bearing",
    "DeclaredProject",
    "Partner",
    "Project",
    "ProjectIdea",
    "ProjectStep",
    "PublicPage",
    "Stage",
    "StageSentence",
]
