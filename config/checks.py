"""What must not be started; each refusal says what to change."""

from ipaddress import ip_address

from django.conf import settings
from django.core.checks import Error, register

LOCAL_NAMES = {"localhost", "testserver", ".localhost"}


def is_loopback(host):
    """Whether `host`, a name or an address, with brackets or not, can only be this machine."""
    bare = host.strip("[]").lower()
    try:
        return ip_address(bare).is_loopback
    except ValueError:
        return bare in LOCAL_NAMES or bare.endswith(".localhost")


@register
def demonstration_stays_on_this_machine(app_configs, **kwargs):
    """`/demo/` signs anyone in as anyone: it must be out of reach of the network."""
    if not settings.DEMO:
        return []
    listens = [settings.LISTEN[0]] if not is_loopback(settings.LISTEN[0]) else []
    answers = [host for host in settings.ALLOWED_HOSTS if not is_loopback(host)]
    errors = []
    if listens:
        errors.append(
            Error(
                f"DEMO=1 signs anyone in with one click, and LISTEN={listens[0]} can be reached from other machines.",
                hint="Take DEMO away for a real evening, or listen on 127.0.0.1.",
                id="config.E001",
            )
        )
    if answers:
        errors.append(
            Error(
                f"DEMO=1 signs anyone in with one click, and ALLOWED_HOSTS answers to {', '.join(answers)}.",
                hint="Take DEMO away for a real evening, or keep ALLOWED_HOSTS=localhost,127.0.0.1.",
                id="config.E002",
            )
        )
    return errors
