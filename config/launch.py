"""Installs the platform's packages and starts it: `make run` with a demonstration, `make start` for real.

Where make is missing: `python3 config/launch.py run` or `start`. `install run|test` only installs; `manage …` runs one
of Django's commands with the variables of the folder's run.

Only the standard library, and a syntax that older Pythons read: they must be able to say that they are too old.
"""

import hashlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

OLDEST = (3, 11)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PATIENCE = 30  # seconds for the first answer on a slow machine
# The lists are complete and sealed: nothing that they do not name is looked for.
LISTED = ("--require-hashes", "--no-deps", "--requirement")
TOO_SOON = 10  # seconds: what dies so early would die again


class Stop(Exception):
    """What went wrong and what to do, in French then in English."""

    def __init__(self, french, english):
        Exception.__init__(self, "\n{}\n{}\n".format(french, english))


# --- installing ------------------------------------------------------------


def recent_python():
    """Restart under a newer Python of this machine when this one is too old."""
    if sys.version_info >= OLDEST:
        return
    for minor in range(19, OLDEST[1] - 1, -1):
        found = shutil.which("python3.{}".format(minor))
        if found and subprocess.call([found, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            os.execv(found, [found, "-I", os.path.abspath(__file__)] + sys.argv[1:])
    have = "{}.{}".format(*sys.version_info[:2])
    raise Stop(
        "Python {} est trop ancien : installez Python 3.11 ou plus récent, puis recommencez.".format(have),
        "Python {} is too old: install Python 3.11 or newer, then try again.".format(have),
    )


def install(kind):
    """Make .venv hold what requirements/<kind>.txt lists; does nothing when it already does."""
    listed = os.path.join(ROOT, "requirements", kind + ".txt")
    with open(listed, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    home = "{}.{} {}".format(sys.version_info[0], sys.version_info[1], VENV)
    stamp = os.path.join(VENV, "installed-" + kind)
    usable = read(os.path.join(VENV, "made-for")) == home and os.path.exists(python())
    if usable and read(stamp) == digest:
        return
    say("Installation des paquets (une seule fois)… · Installing packages (once)…")
    if not usable:
        make_venv(home)
    install_packages(listed)
    write(stamp, digest)


def make_venv(home):
    """Another Python, or a folder that was moved, needs a new one: its scripts hold its place."""
    made = subprocess.call([sys.executable, "-m", "venv", "--clear", VENV], stdout=subprocess.DEVNULL)
    if made != 0:
        package = "python3.{}-venv".format(sys.version_info[1])
        raise Stop(
            "Il manque à Python son module « venv » : installez-le (Debian, Ubuntu : sudo apt install {}).".format(
                package
            ),
            "Python lacks its venv module: install it (Debian, Ubuntu: sudo apt install {}).".format(package),
        )
    write(os.path.join(VENV, "made-for"), home)


def install_packages(listed):
    """With uv, twenty times faster; where it cannot come or cannot reach the network as pip is set to, with pip."""
    uv = shutil.which("uv") or fetch_uv()
    if uv:
        quiet = dict(os.environ, UV_PYTHON_DOWNLOADS="never")
        command = [uv, "pip", "install", "--quiet", "--python", python(), *LISTED, listed]
        if subprocess.call(command, env=quiet) == 0:
            return
    if subprocess.call(pip() + ["install", "--quiet", "--quiet", *LISTED, listed]) != 0:
        raise Stop(
            "Les paquets n’ont pas pu être installés (voir ci-dessus) : vérifiez la connexion, puis recommencez.",
            "The packages could not be installed (see above): check the connection, then try again.",
        )


def fetch_uv():
    uv = os.path.join(VENV, "bin", "uv")
    listed = os.path.join(ROOT, "requirements", "uv.txt")
    if not os.path.exists(uv):
        subprocess.call(pip() + ["install", "--quiet", "--quiet", *LISTED, listed])
    return uv if os.path.exists(uv) else None


def pip():
    return [python(), "-m", "pip", "--disable-pip-version-check"]


def python():
    return os.path.join(VENV, "bin", "python")


# --- running ---------------------------------------------------------------


def run():
    """The demonstration, until Ctrl-C: refused where a real platform lives, which `start` starts."""
    settings = environment()
    if settings["DEMO"] != "1" and os.path.exists(mark_of_real(settings)) and "DEMO" not in os.environ:
        raise Stop(
            "Ce dossier contient une vraie plateforme : démarrez-la par « make start ». Pour essayer la démonstration "
            "à côté : VAR_DIR=/tmp/demonstration make run.",
            "This folder holds a real platform: start it with `make start`. To try the demonstration beside it: "
            "VAR_DIR=/tmp/demonstration make run.",
        )
    port = ready_to_listen(settings, "make run")
    if subprocess.call([python(), "manage.py", "prepare"], cwd=ROOT, env=settings) != 0:
        return 1
    return keep_running(settings, port)


def start():
    """A real platform, empty at first, until Ctrl-C; refused where the demonstration lives."""
    settings = environment(DEMO="0")
    port = ready_to_listen(settings, "make start")
    begun = subprocess.run([python(), "manage.py", "begin"], cwd=ROOT, env=settings, stdout=subprocess.PIPE)
    if begun.returncode != 0:
        return 1
    write(mark_of_real(settings), "make start\n")
    told = begun.stdout.decode("utf-8", "replace").split()
    return keep_running(settings, port, link=told[-1] if told else "")


def mark_of_real(settings):
    """The file that tells a real platform's folder from the demonstration's."""
    return os.path.join(settings["VAR_DIR"], "real")


def ready_to_listen(settings, command):
    """Install what is missing and return the port; Stop when it cannot be listened on."""
    host, _colon, port = settings["LISTEN"].rpartition(":")
    if not (host and port.isdigit()):
        raise Stop(
            "LISTEN={} : indiquez une adresse et un port, par exemple 127.0.0.1:8000.".format(settings["LISTEN"]),
            "LISTEN={}: give an address and a port, as 127.0.0.1:8000.".format(settings["LISTEN"]),
        )
    refuse_taken_port(host, int(port), command)
    install("run")
    return int(port)


def keep_running(settings, port, link=""):
    """Run web, worker and beat until Ctrl-C; when one of the three dies amid an evening, the three start again.

    `link` is the secret one to the assistant of an empty platform, told once.
    """
    current = []  # the running honcho; empty once the end was asked for

    def end(*_):
        if current:
            current.pop().terminate()

    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, end)
    while True:
        began = time.time()
        honcho = start_three(settings)
        current[:] = [honcho]
        try:
            welcome(honcho, settings, port, link)
            link = ""
            code = honcho.wait()
        except KeyboardInterrupt:  # the terminal told honcho too, which stops the three others
            honcho.wait()
            say("\nArrêté. · Stopped.")
            return 0
        if not current or time.time() - began < TOO_SOON:
            return code
        say("\nUn des programmes s’est arrêté : tout redémarre. · One of the programs died: starting again.")


def start_three(settings):
    # A closed terminal speaks to honcho too, which would die of it and leave the three others alone: it hears us only.
    return subprocess.Popen(
        [python(), "-m", "honcho", "--env", os.devnull, "start"],
        cwd=ROOT,
        env=settings,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN),
    )


def environment(**forced):
    """The variables of the run: what the machine says, else a demonstration for this machine alone."""
    settings = dict(os.environ, **forced)
    var = os.path.abspath(settings.setdefault("VAR_DIR", os.path.join(ROOT, "var")))
    settings["VAR_DIR"] = var
    settings.setdefault("LISTEN", "127.0.0.1:8000")
    settings.setdefault("DEBUG", "0")
    settings.setdefault("DEMO", "0" if os.path.exists(mark_of_real(settings)) else "1")
    host, _colon, port = settings["LISTEN"].rpartition(":")
    settings.setdefault("PUBLIC_URL", "http://localhost:" + port)
    if settings["DEMO"] == "1":
        settings.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1")
    else:
        settings.setdefault("ALLOWED_HOSTS", ",".join(sorted(own_names(host, settings["PUBLIC_URL"]))))
    if not settings.get("SECRET_KEY"):
        settings["SECRET_KEY"] = kept_secret(os.path.join(var, "secret_key"))
    settings["PATH"] = os.path.join(VENV, "bin") + os.pathsep + settings.get("PATH", os.defpath)
    settings["PYTHONUNBUFFERED"] = "1"
    return settings


def own_names(host, public_url):
    """The names a real platform answers to when none is given: this machine, where it listens, where it is known."""
    public = urllib.parse.urlsplit(public_url).hostname
    return {"localhost", "127.0.0.1", *filter(None, [public, host if host not in ("0.0.0.0", "[::]") else None])}


def kept_secret(path):
    """The same key at each start, else everyone would be signed out and every link be dead."""
    if not read(path):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    return read(path)


def refuse_taken_port(host, port, command):
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except PermissionError:
        raise Stop(
            "Le port {0} est réservé au système : choisissez-en un autre, par exemple LISTEN={1}:8000 {2}.".format(
                port, host, command
            ),
            "Port {0} is reserved: choose another, as LISTEN={1}:8000 {2}.".format(port, host, command),
        )
    except OSError as error:
        if isinstance(error, socket.gaierror) or not is_taken(host, port):
            raise Stop(
                "LISTEN={}:{} : cette machine n’a pas cette adresse.".format(host, port),
                "LISTEN={}:{}: this machine has no such address.".format(host, port),
            )
        holder = who_listens(port)
        french = " par « {} » (processus {})".format(*holder) if holder else ""
        english = ' by "{}" (process {})'.format(*holder) if holder else ""
        raise Stop(
            "Le port {0} est déjà pris{1} : arrêtez-le, ou choisissez un autre port : LISTEN={2}:{3} {4}.".format(
                port, french, host, port + 1, command
            ),
            "Port {0} is already taken{1}: stop it, or choose another: LISTEN={2}:{3} {4}.".format(
                port, english, host, port + 1, command
            ),
        )
    finally:
        listener.close()


def is_taken(host, port):
    with socket.socket() as visitor:
        visitor.settimeout(2)
        return visitor.connect_ex(("127.0.0.1" if host == "0.0.0.0" else host, port)) == 0


def who_listens(port):
    """Return (command, process number) of what listens on `port`, None where the machine does not tell."""
    lsof = shutil.which("lsof")
    if not lsof:
        return None
    command = [lsof, "-nP", "-iTCP:{}".format(port), "-sTCP:LISTEN", "-t"]
    found = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.split()
    if not found:
        return None
    pid = found[0].decode()
    named = (
        subprocess.run(["ps", "-o", "args=", "-p", pid], stdout=subprocess.PIPE).stdout.decode(errors="replace").strip()
    )
    if "gunicorn config.wsgi" in named:
        named = "la plateforme, déjà lancée · already running"
    return (named[:60], pid)


def welcome(honcho, settings, port, link):
    """Wait for the first answer, then say where everything is."""
    until = time.time() + PATIENCE
    while honcho.poll() is None and time.time() < until:
        if answers("http://127.0.0.1:{}/healthz".format(port)):
            break
        time.sleep(0.1)
    else:
        return
    address = settings["PUBLIC_URL"]
    lines = ["", "  La plateforme est prête · ready          {}/".format(address)]
    if link:
        lines = [
            "",
            "  La plateforme est vide. Ouvrez ce lien secret pour la mettre en place (une fois, 24 heures) :",
            "  The platform is empty. Open this secret link to set it up (once, within 24 hours):",
            "",
            "  " + link,
            "",
        ]
    elif settings["DEMO"] == "1":
        lines += [
            "  Se connecter dans chaque rôle, en un clic  {}/demo/".format(address),
            "  Lire les e-mails partis                    {}/mail/".format(address),
        ]
    else:
        lines.append("  Se connecter par un code envoyé par e-mail    {}/espace/".format(address))
    lines += ["  Arrêter · stop                             Ctrl-C", ""]
    say("\n".join(lines))


def answers(address):
    try:
        with urllib.request.urlopen(address, timeout=2):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


# --- small things ----------------------------------------------------------


def read(path):
    try:
        with open(path) as file:
            return file.read().strip()
    except OSError:
        return ""


def write(path, text):
    with open(path, "w") as file:
        file.write(text)


def say(text):
    """In UTF-8 whatever the terminal says of itself: an accent must not end the start."""
    sys.stdout.buffer.write((str(text) + "\n").encode("utf-8"))
    sys.stdout.flush()


def main(arguments):
    try:
        recent_python()
        os.chdir(ROOT)
        if arguments[:1] == ["install"]:
            install(arguments[1])
            return 0
        if arguments[:1] == ["manage"]:
            install("run")
            return subprocess.call([python(), "manage.py"] + arguments[1:], env=environment())
        return start() if arguments[:1] == ["start"] else run()
    except Stop as stop:
        say(stop)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
