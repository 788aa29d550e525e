from django.urls import include, path, re_path

from events.urls_door import public as door_pages
from events.urls_year import public as year_pages
from events.views import (
    call,
    care,
    changing,
    facilitator,
    group,
    importing,
    photos,
    public,
    registering,
    sharing,
    ticket,
    waiting,
)

app_name = "events"

public_pages = [
    path("soirees/<slug:slug>/", public.event, name="event"),
    path("soirees/<slug:slug>/calendrier.ics", public.calendar, name="calendar"),
    path("soirees/<slug:slug>/image.png", public.image, name="image"),
    path("soirees/<slug:slug>/autorisation/", public.authorisation, name="authorisation"),
    path("soirees/<slug:slug>/photos/", photos.photos, name="photos"),
    path("soirees/<slug:slug>/photos/<slug:key>/retirer/", photos.ask_removal, name="photo_removal"),
    re_path(
        r"^soirees/(?P<slug>[-\w]+)/photos/(?P<key>[A-Z0-9]+)/(?P<size>photo|vignette)\.jpg$",
        photos.photo,
        name="photo",
    ),
    path("soirees/<slug:slug>/inscription/", registering.register, name="register"),
    path("soirees/<slug:slug>/inscription/merci/", registering.thanks, name="thanks"),
]
tickets = [
    path("billet/retrouver/", ticket.find, name="find_ticket"),
    path("billet/lien/<str:token>/", ticket.open_link, name="ticket_link"),
    path("billet/changement/<str:token>/", changing.confirm, name="confirm_change"),
    path("billet/place/<str:token>/", waiting.offer, name="offer"),
    path("billet/<str:code>/", ticket.ticket, name="ticket"),
    path("billet/<str:code>/attendre/", waiting.wait, name="wait"),
    path("billet/<str:code>/souhaits/", waiting.wishes, name="wishes"),
    path("billet/<str:code>/changer/", ticket.move, name="move"),
    path("billet/<str:code>/annuler/", ticket.cancel, name="cancel"),
    path("billet/<str:code>/effacer/", ticket.erase, name="erase"),
    path("billet/<str:code>/nouvelles/", ticket.stop_news, name="stop_news"),
    path("billet/<str:code>/calendrier.ics", ticket.calendar, name="ticket_calendar"),
]
helping = [
    path("animation/lien/<str:token>/", facilitator.open_link, name="facilitator_link"),
    path("animation/<int:pk>/", facilitator.facilitator, name="facilitator"),
    path("animation/<int:pk>/reponse/", facilitator.facilitator_answer, name="facilitator_answer"),
    path("animation/<int:pk>/calendrier.ics", facilitator.facilitator_calendar, name="facilitator_calendar"),
    path("animation/<int:pk>/livret/", facilitator.facilitator_kit, name="facilitator_kit"),
    path("animation/<int:pk>/livret.pdf", facilitator.facilitator_kit_pdf, name="facilitator_kit_pdf"),
    path("appel/lien/<str:token>/", call.open_link, name="call_link"),
    path("appel/<int:pk>/", call.call_answer, name="call_answer"),
    path("appel/<int:pk>/retirer/<int:person>/", call.call_take_out, name="call_take_out"),
]
care_pages = [
    path("autorisation/<str:token>/", care.authorise, name="authorise"),
    path("billet/<str:code>/besoins/", care.needs, name="needs"),
    path("billet/<str:code>/parent/", care.parent, name="parent"),
    path("covoiturage/<str:token>/", sharing.ride_answer, name="ride_answer"),
    path("billet/<str:code>/covoiturage/", sharing.rides, name="rides"),
    path("billet/<str:code>/covoiturage/retirer/", sharing.ride_remove, name="ride_remove"),
    path("billet/<str:code>/covoiturage/<int:pk>/demander/", sharing.ride_ask, name="ride_ask"),
    path("billet/<str:code>/covoiturage/<int:pk>/repondre/", sharing.ride_reply, name="ride_reply"),
    path("groupe/lien/<str:token>/", group.group_link, name="group_link"),
    path("groupe/<str:code>/", group.group, name="group"),
    path("groupe/<str:code>/billets/", group.group_tickets, name="group_tickets"),
    path("groupe/<str:code>/autorisations/", group.group_authorisations, name="group_authorisations"),
    path("groupe/<str:code>/<str:ticket>/retirer/", group.group_remove, name="group_remove"),
]
imports = [
    path("organiser/soirees/<slug:slug>/import/", importing.import_start, name="import_start"),
    path("organiser/soirees/<slug:slug>/import/<int:pk>/", importing.import_batch, name="import_batch"),
    path("organiser/soirees/<slug:slug>/import/<int:pk>/colonnes/", importing.import_columns, name="import_columns"),
    path(
        "organiser/soirees/<slug:slug>/import/<int:pk>/colonnes/autrement/",
        importing.import_columns_again,
        name="import_columns_again",
    ),
    path("organiser/soirees/<slug:slug>/import/<int:pk>/importer/", importing.import_apply, name="import_apply"),
    path("organiser/soirees/<slug:slug>/import/<int:pk>/annuler/", importing.import_undo, name="import_undo"),
    path("organiser/soirees/<slug:slug>/import/<int:pk>/abandonner/", importing.import_drop, name="import_drop"),
    path("organiser/soirees/<slug:slug>/import/<int:pk>/continuer/", importing.import_go_on, name="import_go_on"),
]

urlpatterns = [
    *public_pages,
    *year_pages,
    *tickets,
    *helping,
    *care_pages,
    *door_pages,
    *imports,
    path("organiser/", include("events.urls_organising")),
]
