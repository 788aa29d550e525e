from django.urls import include, path

from events.views import changing, importing, public, registering, ticket

app_name = "events"

public_pages = [
    path("soirees/<slug:slug>/", public.event, name="event"),
    path("soirees/<slug:slug>/calendrier.ics", public.calendar, name="calendar"),
    path("soirees/<slug:slug>/image.png", public.image, name="image"),
    path("soirees/<slug:slug>/autorisation/", public.authorisation, name="authorisation"),
    path("soirees/<slug:slug>/inscription/", registering.register, name="register"),
    path("soirees/<slug:slug>/inscription/merci/", registering.thanks, name="thanks"),
]
tickets = [
    path("billet/retrouver/", ticket.find, name="find_ticket"),
    path("billet/lien/<str:token>/", ticket.open_link, name="ticket_link"),
    path("billet/changement/<str:token>/", changing.confirm, name="confirm_change"),
    path("billet/<str:code>/", ticket.ticket, name="ticket"),
    path("billet/<str:code>/changer/", ticket.move, name="move"),
    path("billet/<str:code>/annuler/", ticket.cancel, name="cancel"),
    path("billet/<str:code>/effacer/", ticket.erase, name="erase"),
    path("billet/<str:code>/nouvelles/", ticket.stop_news, name="stop_news"),
    path("billet/<str:code>/calendrier.ics", ticket.calendar, name="ticket_calendar"),
]
imports = [
    path("organiser/soirees/<slug:slug>/import/", importing.import_start, name="import_start"),
    path("organiser/soirees/<slug:slug>/import/<int:pk>/", importing.import_batch, name="import_batch"),
    path("organiser/soirees/<slug:slug>/import/<int:pk>/importer/", importing.import_apply, name="import_apply"),
    path("organiser/soirees/<slug:slug>/import/<int:pk>/annuler/", importing.import_undo, name="import_undo"),
    path("organiser/soirees/<slug:slug>/import/<int:pk>/abandonner/", importing.import_drop, name="import_drop"),
    path("organiser/soirees/<slug:slug>/import/<int:pk>/continuer/", importing.import_go_on, name="import_go_on"),
]

urlpatterns = [*public_pages, *tickets, *imports, path("organiser/", include("events.urls_organising"))]
