"""Addresses of the organiser's pages, under /organiser/."""

from django.urls import path

from events.views.organising import (
    desk,
    evenings,
    mailbox,
    programme,
    registration,
    registrations,
    team,
    workshops,
)

EVENING = "soirees/<slug:slug>/"
WORKSHOPS, TEAM, PEOPLE = f"{EVENING}ateliers/", f"{EVENING}equipe/", f"{EVENING}inscriptions/"
ONE, MAILS = f"{PEOPLE}<str:code>/", f"{EVENING}messages/"

urlpatterns = [
    path("", evenings.evening_list, name="evening_list"),
    path("soirees/nouvelle/", evenings.evening_new, name="evening_new"),
    path(EVENING, desk.desk, name="desk"),
    path(f"{EVENING}modifier/", evenings.evening_edit, name="evening_edit"),
    path(f"{EVENING}etape/<slug:act>/", desk.evening_step, name="evening_step"),
    path(f"{EVENING}annuler/", evenings.evening_cancel, name="evening_cancel"),
    path(f"{EVENING}programme/", programme.programme, name="programme"),
    path(f"{EVENING}programme/nouvelle/", programme.scene_new, name="scene_new"),
    path(f"{EVENING}programme/<int:pk>/", programme.scene_edit, name="scene_edit"),
    path(f"{EVENING}programme/<int:pk>/lancer/", programme.scene_start, name="scene_start"),
    path(f"{EVENING}programme/<int:pk>/retirer/", programme.scene_remove, name="scene_remove"),
    path(WORKSHOPS, workshops.workshop_list, name="workshop_list"),
    path(f"{WORKSHOPS}nouveau/", workshops.workshop_new, name="workshop_new"),
    path(f"{WORKSHOPS}publier/", workshops.workshop_publish_ready, name="workshop_publish_ready"),
    path(f"{WORKSHOPS}<int:pk>/", workshops.workshop_edit, name="workshop_edit"),
    path(f"{WORKSHOPS}<int:pk>/publier/", workshops.workshop_publish, name="workshop_publish"),
    path(f"{WORKSHOPS}<int:pk>/depublier/", workshops.workshop_unpublish, name="workshop_unpublish"),
    path(f"{WORKSHOPS}<int:pk>/supprimer/", workshops.workshop_remove, name="workshop_remove"),
    path(TEAM, team.team, name="team"),
    path(f"{TEAM}animation/nouvelle/", team.facilitator_new, name="facilitator_new"),
    path(f"{TEAM}animation/<int:pk>/", team.facilitator_edit, name="facilitator_edit"),
    path(f"{TEAM}animation/<int:pk>/retirer/", team.facilitator_remove, name="facilitator_remove"),
    path(f"{TEAM}partenaires/nouveau/", team.partner_new, name="partner_new"),
    path(f"{TEAM}partenaires/<int:pk>/", team.partner_edit, name="partner_edit"),
    path(f"{TEAM}partenaires/<int:pk>/retirer/", team.partner_remove, name="partner_remove"),
    path(PEOPLE, registrations.registration_list, name="registration_list"),
    path(f"{PEOPLE}liste.csv", registrations.registration_csv, name="registration_csv"),
    path(f"{PEOPLE}nouvelle/", registration.registration_new, name="registration_new"),
    path(f"{PEOPLE}arrivee/", registration.walk_in, name="walk_in"),
    path(ONE, registration.registration, name="registration"),
    path(f"{ONE}modifier/", registration.registration_change, name="registration_change"),
    path(f"{ONE}placer/", registration.registration_place, name="registration_place"),
    path(f"{ONE}accompagner/", registration.registration_companion, name="registration_companion"),
    path(f"{ONE}annuler/", registration.registration_cancel, name="registration_cancel"),
    path(f"{ONE}effacer/", registration.registration_erase, name="registration_erase"),
    path(f"{ONE}reinscrire/", registration.registration_reinstate, name="registration_reinstate"),
    path(f"{ONE}autorisation/", registration.registration_authorise, name="registration_authorise"),
    path(f"{ONE}presence/", registration.registration_presence, name="registration_presence"),
    path(f"{ONE}billet/", registration.registration_ticket, name="registration_ticket"),
    path(f"{ONE}imprimer/", registration.registration_print, name="registration_print"),
    path(MAILS, mailbox.message_list, name="message_list"),
    path(f"{MAILS}<int:pk>/", mailbox.message, name="message"),
    path(f"{MAILS}<int:pk>/contenu/", mailbox.message_html, name="message_html"),
    path(f"{MAILS}<int:pk>/reessayer/", mailbox.message_retry, name="message_retry"),
]
