"""Writes large HelloAsso exports: families of five under one payer, refunds, accents, workshops."""

import codecs
import csv
import io
from random import Random

HEADER = (
    "Référence commande;Date de la commande;Statut de la commande;Nom participant;Prénom participant;Nom payeur;"
    "Prénom payeur;Email payeur;Tarif;Numéro de billet;Code promo;Atelier choisi;Commune;Newsletter"
).split(";")
GIVEN = "Zoé Élise Noël Maëlys Anaïs Gérard Jeanne Lucie Hugo Suzanne Mehdi Aurore Théo Nina Yvette Rémi".split()
FAMILY = "Bérard Grandclément Œuvrard Vuillet Prost Monnier Chauvin Jacquet Perrodin Lacroix Tissot Faivre".split()


def helloasso(count, *, workshops=(), seed=39):
    """Return the bytes of an export of `count` tickets with distinct names: each order has one to five of them."""
    draw = Random(seed)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADER)
    ticket, order = 0, 0
    while ticket < count:
        order += 1
        family = f"{draw.choice(FAMILY)}-{order}"
        payer = draw.choice(GIVEN)
        names = [payer, *draw.sample([name for name in GIVEN if name != payer], draw.randrange(5))]
        for given in names[: count - ticket]:
            ticket += 1
            writer.writerow([
                f"HA-{order}", "12/10/2026 18:42", draw.choices(["Validé", "Remboursé"], [97, 3])[0], family, given,
                family, payer, f"famille{order}@example.org", "Gratuit", str(500_000 + ticket), "",
                draw.choice([*workshops, ""]), draw.choice(["Lons-le-Saunier", "Arbois", "Genève"]),
                draw.choice(["Oui", "Non"]),
            ])  # fmt: skip
    return codecs.BOM_UTF8 + out.getvalue().encode()
