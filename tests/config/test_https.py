"""The HTTPS recipe of docs/install, tried: its certificate, its nginx, and the platform behind."""

import contextlib
import http.client
import os
import re
import shutil
import ssl
import subprocess
import urllib.parse

import pytest

from tests import servers
from tests.house import ROOT

pytestmark = pytest.mark.once
NAME = "soiree.local"


@pytest.fixture
def nginx(house, tmp_path):
    """(port of HTTPS, port of HTTP, the folder of certificates): the recipe's files, with free ports."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if program is None:
        if servers.must_have_all():
            pytest.fail("nginx is not on this machine.")
        pytest.skip("nginx is not on this machine (Debian: apt-get install nginx-light).")
    keys = tmp_path / "keys"
    subprocess.run(["sh", "docs/install/certificate.sh", NAME, keys], cwd=ROOT, check=True, capture_output=True)
    https, plain = servers.free_port(), servers.free_port()
    here = house(PUBLIC_URL=f"https://{NAME}:{https}", ALLOWED_HOSTS=NAME, TRUSTED_PROXY_COUNT="1", DEMO="0")
    here.start("web")
    written = (ROOT / "docs/install/nginx.conf").read_text()
    for known, ours in {
        "listen 443": f"listen 127.0.0.1:{https}",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "127.0.0.1:8000": f"127.0.0.1:{here.port}",
        "/etc/nginx/soiree": str(keys),
    }.items():
        assert known in written
        written = written.replace(known, ours)
    folders = "".join(
        f"{kind}_temp_path {tmp_path}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (tmp_path / "nginx.conf").write_text(
        f"daemon off; pid {tmp_path}/pid; error_log {tmp_path}/error.log; {'user root;' if os.geteuid() == 0 else ''}"
        f"events {{}} http {{ access_log off; {folders} {written} }}"
    )
    process = subprocess.Popen([program, "-p", tmp_path, "-c", tmp_path / "nginx.conf"], stderr=subprocess.DEVNULL)
    try:
        servers.wait_for(https, process, tmp_path / "error.log")
        yield https, plain, keys
    finally:
        servers.stop(process)


class Visitor:
    """A browser that knows the authority, and whose machine finds the name at 127.0.0.1."""

    def __init__(self, port, keys):
        self.address = f"{NAME}:{port}"
        context = ssl.create_default_context(cafile=str(keys / "authority.crt"))
        self.connection = http.client.HTTPSConnection("127.0.0.1", port, context=context)
        plain_connect = context.wrap_socket
        context.wrap_socket = lambda sock, **given: plain_connect(sock, **{**given, "server_hostname": NAME})
        self.cookies = {}

    def ask(self, method, path, fields=None):
        headers = {"Host": self.address, "Cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items())}
        if fields is not None:
            headers |= {"Referer": f"https://{self.address}{path}", "Content-Type": "application/x-www-form-urlencoded"}
        self.connection.request(method, path, urllib.parse.urlencode(fields or {}), headers)
        answer = self.connection.getresponse()
        body = answer.read().decode()
        self.set = answer.headers.get_all("Set-Cookie") or []
        for cookie in self.set:
            key, _equals, value = cookie.partition(";")[0].partition("=")
            self.cookies[key] = value
        return answer, body


def test_the_recipe_serves_pages_forms_and_the_way_from_http(request, nginx):
    https, plain, keys = nginx
    visitor = Visitor(https, keys)
    request.addfinalizer(visitor.connection.close)
    answer, page = visitor.ask("GET", "/compte/connexion/")
    assert answer.status == 200
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")
    assert all("; Secure" in cookie for cookie in visitor.set)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    answer, _page = visitor.ask(
        "POST", "/compte/connexion/", {"csrfmiddlewaretoken": token, "email": "nour@example.org"}
    )
    assert (answer.status, answer.headers["Location"]) == (302, "/compte/connexion/code/")
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", plain)) as connection:
        connection.request("GET", "/idees/", headers={"Host": NAME})
        answer = connection.getresponse()
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{NAME}/idees/")


def test_a_browser_that_does_not_know_the_authority_refuses(nginx):
    https, _plain, _keys = nginx
    stranger = http.client.HTTPSConnection("127.0.0.1", https)
    with contextlib.closing(stranger), pytest.raises(ssl.SSLCertVerificationError):
        stranger.request("GET", "/")
