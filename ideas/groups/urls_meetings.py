"""Addresses of meetings, tasks and files of a group; `urls` holds the group itself."""

from django.urls import path

from ideas.groups.views import agenda, files, meetings, notes, polls, tasks

GROUP = "groupes/<slug:slug>"
MEETING = f"{GROUP}/rencontres/<int:pk>"
TASK = f"{GROUP}/taches/<int:pk>"

urlpatterns = [
    path(f"{GROUP}/rencontres/", meetings.meetings, name="meetings"),
    path(f"{GROUP}/rencontres/nouvelle/", meetings.meeting_new, name="meeting_new"),
    path(f"{MEETING}/", meetings.meeting, name="meeting"),
    path(f"{MEETING}/modifier/", meetings.meeting_edit, name="meeting_edit"),
    path(f"{MEETING}/annuler/", meetings.meeting_cancel, name="meeting_cancel"),
    path(f"{MEETING}/presence/", meetings.meeting_answer, name="meeting_answer"),
    path(f"{MEETING}/rencontre.ics", meetings.meeting_calendar, name="meeting_calendar"),
    path(f"{MEETING}/dates/", polls.poll_answer, name="poll_answer"),
    path(f"{MEETING}/choisir/", polls.poll_choose, name="poll_choose"),
    path(f"{MEETING}/ordre-du-jour/", agenda.agenda, name="agenda"),
    path(f"{MEETING}/roles/", agenda.roles, name="meeting_roles"),
    path(f"{MEETING}/notes/", notes.notes, name="meeting_notes"),
    path(f"{MEETING}/decisions/", notes.decision, name="meeting_decision"),
    path(f"{MEETING}/compte-rendu/", notes.report, name="meeting_report"),
    path(f"{GROUP}/taches/", tasks.tasks, name="tasks"),
    path(f"{TASK}/", tasks.task_edit, name="task_edit"),
    path(f"{TASK}/<slug:act>/", tasks.task_step, name="task_step"),
    path("groupes/tache/<str:token>/", tasks.task_done, name="task_done"),
    path(f"{GROUP}/fichiers/", files.files, name="files"),
    path(f"{GROUP}/fichiers/<str:key>/", files.file, name="file"),
    path(f"{GROUP}/fichiers/<str:key>/<slug:act>/", files.file_step, name="file_step"),
]
