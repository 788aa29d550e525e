"""Mails of the call to an assembly: lines of the gallery."""

from datetime import date, timedelta

from django.utils import timezone

from foundation import jobs
from foundation.models import Job
from members.assemblies import answering, calling, noticing
from tests.cast_of_cooperatives import make_assembly, make_cooperative, make_cooperator, make_resolution
from tests.factories import make_person


def called(cast):
    """An assembly called by mail to one member; its mail is written."""
    cooperative = make_cooperative(territory=cast.territory, name="Cluster Jura")
    person = make_person(given_name="Aline", family_name="Grandclément", language=cast.language)
    agreed = date(2025, 3, 1)
    make_cooperator(cooperative=cooperative, person=person, given_name="Aline", notices_by_mail_since=agreed)
    words = "Une année dense s’achève : venez en parler avec nous, et restez pour le repas partagé."
    assembly = make_assembly(cooperative=cooperative, agenda="Bilan de l’année", words=words)
    make_resolution(assembly=assembly, title="Approuver les comptes de l’année")
    make_resolution(assembly=assembly, title="Élire deux administratrices ou administrateurs", secret=True)
    calling.call(assembly, by=None)
    _write(assembly)
    return assembly


def cancelled(cast):
    assembly = called(cast)
    calling.cancel(assembly, why="La salle est inondée ; nous cherchons une autre date.", by=None)
    _write(assembly)


def reminded(cast):
    assembly = called(cast)
    assembly.notices.update(made_at=assembly.created_at - timedelta(days=3))
    answering.remind(assembly, now=timezone.now())


def question_answered(cast):
    assembly = called(cast)
    member = assembly.cooperative.members.get()
    question = answering.ask(assembly, member, text="Pourquoi les charges ont-elles augmenté ?")
    answering.reply(question, answer="Deux embauches ont eu lieu en mars, prévues au plan voté en 2024.", by=None)


def _write(assembly):
    jobs.run(Job.objects.get(key=f"{noticing.JOB}:{assembly.pk}").pk)


MAILS = {
    "assemblies/notice": called,
    "assemblies/cancelled": cancelled,
    "assemblies/reminded": reminded,
    "assemblies/question_answered": question_answered,
}
