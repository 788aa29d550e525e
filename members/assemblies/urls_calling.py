"""Addresses of an assembly that is prepared and called: the board's, and its members'."""

from django.urls import path

from members.assemblies.views import calling, members, preparing, questions

ALL = "cooperative/<slug:slug>/assemblees/"
ONE = f"{ALL}<int:pk>/"
MEMBER = "societaire/assemblees/<int:pk>/"

urlpatterns = [
    path(ALL, preparing.assembly_list, name="list"),
    path(f"{ALL}nouvelle/", preparing.assembly_new, name="new"),
    path(ONE, preparing.prepare, name="prepare"),
    path(f"{ONE}modifier/", preparing.assembly_edit, name="edit"),
    path(f"{ONE}resolutions/nouvelle/", preparing.resolution_new, name="resolution_new"),
    path(f"{ONE}resolutions/<int:number>/modifier/", preparing.resolution_edit, name="resolution_edit"),
    path(f"{ONE}resolutions/<int:number>/retirer/", preparing.resolution_remove, name="resolution_remove"),
    path(f"{ONE}resolutions/<int:number>/deplacer/", preparing.resolution_move, name="resolution_move"),
    path(f"{ONE}documents/", preparing.document_add, name="document_add"),
    path(f"{ONE}documents/<str:key>/", preparing.document, name="document"),
    path(f"{ONE}documents/<str:key>/retirer/", preparing.document_remove, name="document_remove"),
    path(f"{ONE}historique/", preparing.history, name="history"),
    path(f"{ONE}convoquer/", calling.calling_page, name="calling"),
    path(f"{ONE}convoquer/maintenant/", calling.call, name="call"),
    path(f"{ONE}convoquer/apercu.pdf", calling.preview, name="preview"),
    path(f"{ONE}convoquer/convocations.pdf", calling.letters_pdf, name="letters"),
    path(f"{ONE}convoquer/postees/", calling.letters_posted, name="letters_posted"),
    path(f"{ONE}convoquer/reponse/", calling.answer_recorded, name="answer_recorded"),
    path(f"{ONE}ajout/", calling.addition, name="addition"),
    path(f"{ONE}deplacer/", calling.move, name="move"),
    path(f"{ONE}annuler/", calling.cancel, name="cancel"),
    path(f"{ONE}deuxieme-convocation/", calling.again, name="again"),
    path(f"{ONE}questions/", questions.question_list, name="questions"),
    path(f"{ONE}questions/ajouter/", questions.question_add, name="question_add"),
    path(f"{ONE}questions/<int:question>/", questions.question_reply, name="question_reply"),
    path(MEMBER, members.member_assembly, name="member_assembly"),
    path(f"{MEMBER}reponse/", members.member_answer, name="member_answer"),
    path(f"{MEMBER}question/", members.member_ask, name="member_ask"),
    path(f"{MEMBER}documents/<str:key>/", members.member_document, name="member_document"),
    path("societaire/lien/<str:token>/", members.member_link, name="member_link"),
    path("societaire/convocation/<str:code>/", members.notice_code, name="notice_code"),
]
