from django.urls import path

from ideas.sorting.views import alike

urlpatterns = [
    path("organiser/ressemblances/", alike.alike, name="alike"),
    path("organiser/ressemblances/avancement/", alike.alike_state, name="alike_state"),
    path("organiser/ressemblances/chercher/", alike.alike_start, name="alike_start"),
    path("organiser/ressemblances/reprendre/", alike.alike_go_on, name="alike_go_on"),
    path("organiser/ressemblances/<int:pk>/reunir/", alike.alike_unite, name="alike_unite"),
    path("organiser/ressemblances/<int:pk>/separer/", alike.alike_split, name="alike_split"),
    path("organiser/ressemblances/<int:pk>/refuser/", alike.alike_refuse, name="alike_refuse"),
    path("organiser/ressemblances/<int:pk>/annuler/", alike.alike_undo, name="alike_undo"),
]
