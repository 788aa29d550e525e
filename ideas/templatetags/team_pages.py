"""The tabs of « Ideas and projects »."""

from django import template

from ideas.team_pages import offered

register = template.Library()


@register.simple_tag(takes_context=True)
def team_tabs(context):
    """[(label, address, "page" on its own page, "true" on one below it, else "")], in the order of the way."""
    path = context["request"].path
    return [(page.label, page.url, _current(path, page.url)) for page in offered()]


@register.simple_tag
def team_start():
    """Where the way begins: the address of the first tab, an empty text when nobody offers one."""
    return next((page.url for page in offered()), "")


def _current(path, url):
    if path == url:
        return "page"
    return "true" if path.startswith(url) else ""
