"""A backup put back is the platform it was, row by row and file by file; what is not a whole backup is refused."""

import json
import threading
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from config.archives import reading
from tests.house import wait_until

TABLES = """
from django.apps import apps
left_out = {"sessions.Session",  # and votes going on: tests/projects/committee, tests/members/assemblies
    *(f"committee.{name}" for name in ("SealedVote", "PendingVote", "SealedLifting", "Voting", "LiftingVoting")),
    *(f"assemblies.{name}" for name in ("UrnBallot", "PaperCount", "Voted"))}
models = [m for m in apps.get_models(include_auto_created=True) if m._meta.label not in left_out]
print(json.dumps(sorted(
    (m._meta.db_table, m._meta.pk.column, sorted(f.column for f in m._meta.concrete_fields)) for m in models
)))
"""
WRITE_PAIRS = """
import time
from pathlib import Path
from django.db import transaction
from members.models import Structure, Territory
until, enough = time.monotonic() + 60, Path(sys.argv[1])
count = 0
while time.monotonic() < until and not enough.exists():
    with transaction.atomic():
        territory = Territory.objects.create(name=f"Paire {count}", slug=f"paire-{count}")
        Structure.objects.create(territory=territory, name=f"Paire {count}")
    count += 1
"""
TWO_BACKUPS = """
from config.archives import writing
for path in sys.argv[1:]:
    writing.write(path)
"""
TWO_NIGHTS = """
from pathlib import Path
from django.conf import settings
from config import tasks
found = []
for _twice in range(2):
    tasks.back_up()
    found.append(sorted((path.name, path.stat().st_mtime_ns) for path in Path(settings.BACKUP_DIR).iterdir()))
print(json.dumps(found))
"""
ONE_MORE = """
from foundation import guards
from members.models import Territory
print(json.dumps([sorted(guards.missing()), Territory.objects.create(name="Après", slug="apres").pk]))
"""
FILES = {"fiches/été.jpg": b"\xff\xd8\xff", "fiches/a/b.png": b"x" * 3_000_000}


@pytest.fixture(scope="module")
def full(builder):
    """A platform that holds the demonstration and two stored files, and a backup of it."""
    full = builder(DEMO="1")
    assert full.manage("load_demo").returncode == 0
    for name, content in FILES.items():
        path = full.folder / "media" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    full.backup = full.folder / "b.zip"
    done = full.manage("backup", str(full.backup))
    assert done.returncode == 0, done.stderr
    return full


def restored(house, path):
    """(the finished `restore`, the house it was asked of)."""
    here = house(tables=False, DEMO="0", SECRET_KEY="another-another-another-another-another-a")
    return here.manage("restore", str(path)), here


def meant(rows):
    """Rows with their JSON read, where a database keeps it as text: the order of keys says nothing."""
    return [[_read(value) for value in row] for row in rows]


def _read(value):
    if isinstance(value, str) and value.startswith(("[", "{")):
        with suppress(ValueError):
            return json.loads(value)
    return value


def stored(house):
    """{name: content} of the files that a platform keeps."""
    media = house.folder / "media"
    return {path.relative_to(media).as_posix(): path.read_bytes() for path in media.rglob("*") if path.is_file()}


def rewritten(full, tmp_path, *, change):
    """A copy of the backup whose parts `change(name, content)` may have altered."""
    path = tmp_path / "changed.zip"
    with zipfile.ZipFile(full.backup) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return path


def _structures(house):
    return house.sql("SELECT count(*) FROM members_structure")[0][0]


def refusal(done):
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_platform_restored_is_the_same_row_by_row(house, full):
    done, here = restored(house, full.backup)
    assert done.returncode == 0, done.stderr
    for table, key, columns in full.run(TABLES):
        rows = f"""SELECT {", ".join(f'"{name}"' for name in columns)} FROM "{table}" ORDER BY "{key}\""""
        assert meant(here.sql(rows)) == meant(full.sql(rows)), table
    assert stored(here) == stored(full)
    assert FILES.items() <= stored(here).items()
    assert (here.folder / "secret_key").read_text() == full.env["SECRET_KEY"]
    taken = {pk for (pk,) in full.sql("SELECT id FROM members_territory")}
    missing, number = here.run(ONE_MORE)
    assert missing == []
    assert number not in taken  # the database counts on from where it was


def test_verifying_says_so_and_leaves_everything_alone(full):
    before = full.sql("SELECT count(*) FROM events_registration")
    done = full.manage("restore", "--verify", str(full.backup))
    assert (done.returncode, done.stderr) == (0, "")
    assert "can be restored" in done.stdout
    assert full.sql("SELECT count(*) FROM events_registration") == before


def test_a_backup_is_readable_by_its_owner_alone_and_never_written_over(full):
    assert full.backup.stat().st_mode & 0o777 == 0o600
    assert "left as it is" in refusal(full.manage("backup", str(full.backup)))


def test_a_backup_is_of_one_instant_whatever_is_written_meanwhile(house, tmp_path):
    here = house()
    enough, paths = tmp_path / "enough", [tmp_path / f"{number}.zip" for number in range(2)]
    writer = threading.Thread(target=here.run, args=(WRITE_PAIRS, enough))
    writer.start()
    try:
        wait_until(lambda: _structures(here), seconds=30, why=lambda: "nothing is written")
        here.run(TWO_BACKUPS, *paths)
        written = _structures(here)
    finally:
        enough.touch()
        writer.join()
    before = 0
    for path in paths:
        with zipfile.ZipFile(path) as archive:
            counts = {name: told["rows"] for name, told in json.loads(archive.read("manifest.json"))["tables"].items()}
        assert counts["members.Territory"] == counts["members.Structure"]
        assert before < counts["members.Structure"] < written  # each in the middle of what is written
        before = counts["members.Structure"]


def test_an_inhabited_platform_is_not_written_over(full):
    media, away = full.folder / "media", full.folder / "away"
    media.rename(away)
    try:
        assert "not empty" in refusal(full.manage("restore", str(full.backup)))
    finally:
        away.rename(media)


def halved(name, content):
    return content[: len(content) // 2] if name == "rows/events.Registration.jsonl" else content


def from_the_future(name, content):
    if name != "manifest.json":
        return content
    manifest = json.loads(content)
    manifest["migrations"]["events"] = ["9999_tomorrow"]
    return json.dumps(manifest)


def climbing(name, content):
    if name != "manifest.json":
        return content
    manifest = json.loads(content)
    manifest["media"]["../../climbed"] = manifest["media"]["fiches/été.jpg"]
    return json.dumps(manifest)


def test_the_night_s_backup_is_made_once_and_the_oldest_go(house, tmp_path):
    here = house(BACKUP_DIR=str(tmp_path))
    for day in range(1, 16):
        (tmp_path / f"sauvegarde-2026-01-{day:02}-nuit.zip").touch()
    first, second = here.run(TWO_NIGHTS)
    (made,) = {path.name for path in tmp_path.iterdir() if path.stat().st_size}
    assert [name for name, _written in first] == [
        *(f"sauvegarde-2026-01-{day:02}-nuit.zip" for day in range(3, 16)), made,
    ]  # fmt: skip
    assert second == first


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "sentence"),
    [(halved, "is not what was written"), (from_the_future, "newer than this version"), (climbing, "outside its")],
)
def test_what_is_not_a_whole_backup_of_ours_is_refused(full, tmp_path, settings, change, sentence):
    settings.MEDIA_ROOT = tmp_path / "media"
    with pytest.raises(reading.CannotRestore, match=sentence):
        reading.restore(rewritten(full, tmp_path, change=change))
    assert not list(settings.MEDIA_ROOT.rglob("*.*"))


def test_a_cut_file_and_a_missing_one_are_told(full, tmp_path):
    cut = tmp_path / "cut.zip"
    cut.write_bytes(full.backup.read_bytes()[:5000])
    with pytest.raises(reading.CannotRestore, match="not a whole backup"):
        reading.restore(cut)
    with pytest.raises(reading.CannotRestore, match="cannot be read"):
        reading.restore(Path("/nowhere/b.zip"))


def test_the_demonstration_is_taken_away_after_a_backup_and_a_real_platform_is_not(house, full):
    here = house(like=full, DEMO="1")
    done = here.manage("remove_demo", "--yes")
    assert done.returncode == 0, done.stderr
    left = {table: here.sql(f'SELECT count(*) FROM "{table}"')[0][0] for table, _key, _columns in full.run(TABLES)}
    assert {table for table, count in left.items() if count} == {
        "members_commune", "events_theme", "django_content_type", "auth_permission",
    }  # fmt: skip
    assert [path.name[:14] for path in (here.folder / "backups").iterdir()] == ["demonstration-"]
    assert "rien n’a été changé" in refusal(here.manage("remove_demo", "--yes"))
