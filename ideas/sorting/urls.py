from django.urls import include, path

from ideas.sorting.views import board, filters, moving, sheet

app_name = "sorting"
urlpatterns = [
    path("", include("ideas.sorting.urls_alike")),
    path("organiser/tri/", board.board, name="board"),
    path("organiser/tri/liste.csv", board.board_csv, name="board_csv"),
    path("organiser/tri/agir/", moving.move, name="move"),
    path("organiser/tri/annuler/<int:pk>/", moving.take_back, name="take_back"),
    path("organiser/tri/filtres/", filters.filter_keep, name="filter_keep"),
    path("organiser/tri/filtres/<int:pk>/supprimer/", filters.filter_drop, name="filter_drop"),
    path("organiser/tri/suivante/", sheet.next_idea, name="next"),
    path("organiser/tri/<int:pk>/", sheet.idea, name="idea"),
    path("organiser/tri/<int:pk>/fiche/", sheet.keep_sheet, name="keep_sheet"),
    path("organiser/tri/notes/<int:pk>/retirer/", sheet.note_remove, name="note_remove"),
]
