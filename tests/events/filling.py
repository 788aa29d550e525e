"""What people type in the public form."""


def typed(**fields):
    """A complete registration of Nadia, alone, with `fields` changed."""
    values = {
        "given_name": "Nadia",
        "family_name": "Morel",
        "email": "nadia@example.org",
        "workshop": "1",
        "age_band": "26_39",
        "companions": "0",
    }
    return {name: value for name, value in {**values, **fields}.items() if value is not None}


def companions(*names, age_band="26_39"):
    """The lines of people who come along, each « Given Family »."""
    lines = {"companions": str(len(names))}
    for number, name in enumerate(names):
        given, _blank, family = name.partition(" ")
        lines |= {f"companion-{number}-given_name": given, f"companion-{number}-family_name": family}
        lines[f"companion-{number}-age_band"] = age_band
    return lines
