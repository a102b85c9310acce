"""The real server under a crowd: many, slow, lying, random, and told to stop."""

from __future__ import annotations

import random
import signal
import socket
import sys
from collections.abc import Iterator
from select import select
from time import monotonic

import pytest
from werkzeug.test import Client

from server import __main__ as command
from server.site import Site
from tests.server.loading import (
    Answer,
    Caller,
    busy_server,
    crowd,
    request,
    resident_bytes,
    room_for,
    worker_of,
)
from tests.server.serving import PATIENCE, Process

CONNECTIONS = 2_000
SLOW = 300
REQUESTS = 10_000
WARM = 2_000
#: What memory may vary by: the allocator's own moods, no answer kept.
FLAT_BYTES = 8 * 2**20
linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@pytest.fixture(scope="module")
def server() -> Iterator[Process]:
    with busy_server() as server:
        yield server


@pytest.fixture
def caller(server: Process) -> Iterator[Caller]:
    """A connection, after which somebody else is still answered."""
    caller = Caller(server.port)
    yield caller
    caller.hangs_up()
    assert server.answers()


@pytest.fixture(scope="session")
def largest(table: Site) -> str:
    return max(table.artifacts, key=lambda url: len(table.artifacts[url].body))


# Many


def test_thousands_stay_connected_and_each_is_answered_twice(server: Process) -> None:
    with crowd(server, room_for(CONNECTIONS)) as callers:
        for _ in range(2):
            for caller in callers:
                caller.says(request("/healthz"))
            assert {caller.hears().status for caller in callers} == {200}
        assert server.answers()


# Slow


def test_who_reads_slowly_gets_it_all_and_nobody_waits_for_them(
    server: Process, table: Site, largest: str
) -> None:
    with crowd(server, SLOW, buffer=2_048) as callers:
        for caller in callers:
            caller.says(request(largest))
        for caller in callers:
            caller.socket.recv(1, socket.MSG_PEEK)
        assert server.answers()
        bodies = {caller.hears().body for caller in callers}
    assert bodies == {table.artifacts[largest].body}


def test_who_does_not_come_to_the_point_is_cut_off(server: Process) -> None:
    """Silent ones, ones that never end their headers, and ones that came once."""
    with crowd(server, SLOW) as callers:
        silent, endless, idle = callers[::3], callers[1::3], callers[2::3]
        for caller in endless:
            caller.says(b"GET / HTTP/1.1\r\n")
        assert {caller.asks("/healthz").status for caller in idle} == {200}
        end = monotonic() + PATIENCE
        left = {*silent, *endless, *idle}
        while left:
            assert monotonic() < end, f"{len(left)} of {SLOW} are still there"
            assert server.answers()
            for caller in left.intersection(endless):
                caller.says(b"X: y\r\n")
            select([caller.socket for caller in left], [], [], 0.5)
            left = {caller for caller in left if not caller.is_cut_off()}


# Lying

HOST = b" HTTP/1.1\r\nHost: x\r\n"
MANY = b"".join(b"X-%d: y\r\n" % number for number in range(300))
#: What is said, and the status of the answer; 0 is none at all.
SAID = {
    "huge header": (b"GET /en/" + HOST + b"X: " + b"a" * 10**6 + b"\r\n\r\n", 431),
    "hundreds of headers": (b"GET /en/" + HOST + MANY + b"\r\n", 431),
    "huge address": (b"GET /" + b"a" * 10**6 + HOST + b"\r\n", 431),
    "long address": (b"GET /" + b"a" * 9_000 + HOST + b"\r\n", 404),
    "long query": (b"GET /en/?" + b"a" * 9_000 + HOST + b"\r\n", 200),
    "a body on GET": (b"GET /en/" + HOST + b"Content-Length: 3\r\n\r\nabc", 200),
    "a body that does not come": (
        b"GET /en/" + HOST + b"Content-Length: 99\r\n\r\nabc",
        200,
    ),
    "a body announced without end": (
        b"POST /en/" + HOST + b"Content-Length: " + b"9" * 40 + b"\r\n\r\n",
        400,
    ),
    "a negative length": (b"POST /en/" + HOST + b"Content-Length: -3\r\n\r\n", 400),
    "two lengths": (
        b"POST /en/" + HOST + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
        400,
    ),
    "a length, and chunks too": (
        b"POST /en/"
        + HOST
        + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        405,
    ),
    "chunks that are none": (
        b"POST /en/" + HOST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        405,
    ),
    "waiting to be invited": (
        b"POST /en/" + HOST + b"Expect: 100-continue\r\nContent-Length: 9\r\n\r\n",
        405,
    ),
    "bad percents": (b"GET /%zz%f%" + HOST + b"\r\n", 404),
    "an encoded NUL": (b"GET /en/%00" + HOST + b"\r\n", 404),
    "a NUL": (b"GET /en/\0" + HOST + b"\r\n", 400),
    "no UTF-8": (b"GET /\xff\xfe" + HOST + b"\r\n", 400),
    "no UTF-8, encoded": (b"GET /%ff%fe" + HOST + b"\r\n", 404),
    "no UTF-8 in headers": (
        b"GET /en/" + HOST + b"Accept-Encoding: \xff\r\nAccept-Language: \xfe\r\n\r\n",
        200,
    ),
    "weights that are none": (
        b"GET /"
        + HOST
        + b"Accept-Language: en;q=\xc2\xb2, ru;q=1e999, *;q=nan\r\n\r\n",
        302,
    ),
    "a whole address": (b"GET http://evil.example/en/" + HOST + b"\r\n", 200),
    "an address without a host": (b"GET http:///en/" + HOST + b"\r\n", 400),
    "an asterisk": (b"OPTIONS *" + HOST + b"\r\n", 404),
    "a tunnel": (b"CONNECT evil.example:443" + HOST + b"\r\n", 404),
    "another protocol": (
        b"GET /en/" + HOST + b"Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
        200,
    ),
    "no host": (b"GET /en/ HTTP/1.1\r\n\r\n", 200),
    "a host that is none": (b"GET /en HTTP/1.1\r\nHost: [\xff\r\n\r\n", 308),
    "a version to come": (b"GET / HTTP/3.7\r\nHost: x\r\n\r\n", 400),
    "HTTP/0.9": (b"GET /healthz\r\n\r\n", 400),
    "HTTP/1.0": (b"GET /healthz HTTP/1.0\r\n\r\n", 200),
    "HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 0),
    "TLS": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 200, 400),
    "a folded header": (b"GET /en/" + HOST + b"X: a\r\n b\r\n\r\n", 400),
    "a method that is none": (b"G@T /en/" + HOST + b"\r\n", 400),
    "a long method": (b"A" * 5_000 + b" /en/" + HOST + b"\r\n", 405),
}


@pytest.mark.parametrize("what", SAID)
def test_whatever_is_said_is_answered_with_the_visitors_mistake(
    caller: Caller, what: str
) -> None:
    raw, status = SAID[what]
    caller.says(raw)
    if not status:
        with pytest.raises(EOFError):
            caller.hears()
        return
    answer = caller.hears()
    assert answer.status == status
    assert answer.lacks == []
    assert answer.is_the_librarys == (status in {400, 431})


def test_chunks_without_end_are_not_listened_to(caller: Caller) -> None:
    caller.says(b"POST /en/" + HOST + b"Transfer-Encoding: chunked\r\n\r\n")
    assert caller.hears().status == 405
    chunk = b"10000\r\n" + b"a" * 0x10000 + b"\r\n"
    with pytest.raises((BrokenPipeError, ConnectionResetError)):
        for _ in range(2_000):
            caller.socket.sendall(chunk)


def test_a_row_of_requests_is_answered_in_its_order(caller: Caller) -> None:
    paths = ["/healthz", "/en/", "/nowhere", "/sw.js", "/"] * 20
    caller.says(b"".join(request(path) for path in paths))
    statuses = [caller.hears().status for _ in paths]
    assert statuses == [200, 200, 404, 200, 302] * 20


CLIMBING = [
    f"{start}{up * 6}etc/passwd"
    for start in ("/", "/core/", "/icons/", "//", "/en/")
    for up in (
        *("../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "..\\", "....//", "..;/"),
        *("%252e%252e%252f", "..%c0%af", "..%ef%bc%8f", ".%00./", "..%00/", "./.././"),
    )
]


def test_no_spelling_of_a_path_leads_out(caller: Caller, table: Site) -> None:
    for path in [*CLIMBING, "/core/../sw.js", "/file:///etc/passwd", "/~root/"]:
        answer = caller.asks(path)
        assert (answer.status, answer.lacks) == (404, []), path
        assert answer.body == table.errors[404, "en"].body or "/en/" in path, path


# Conditions and ranges


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"Range": "bytes=0-9"}, 200),
        ({"Range": "bytes=9-0, rubbish"}, 200),
        ({"Range": "bytes=999999999-"}, 200),
        ({"Range": "bytes=0-9", "If-Range": "{tag}"}, 200),
        ({"If-None-Match": "{tag}"}, 304),
        ({"If-None-Match": '"other"', "Range": "bytes=0-9"}, 200),
        ({"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}, 200),
        ({"If-None-Match": '"other"', "If-Modified-Since": "rubbish"}, 200),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_condition_is_met_and_a_part_is_answered_with_the_whole(
    caller: Caller, largest: str, method: str, asked: dict[str, str], status: int
) -> None:
    whole = caller.asks(largest)
    told = {
        name: value.format(tag=whole.headers["etag"]) for name, value in asked.items()
    }
    answer = caller.asks(largest, method, **told)
    assert (answer.status, answer.lacks) == (status, [])
    assert answer.headers["etag"] == whole.headers["etag"]
    assert not {"content-range", "accept-ranges"} & answer.headers.keys()
    assert answer.body == (whole.body if (method, status) == ("GET", 200) else b"")


# Everything


def wire(answer: Answer) -> dict[str, str]:
    """What we sent; the library adds the date, its name, and a length of nothing."""
    added = {"date", "server", "content-length"}
    return {name: value for name, value in answer.headers.items() if name not in added}


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "DELETE"])
def test_over_the_wire_an_address_says_what_the_app_says(
    caller: Caller, client: Client, method: str
) -> None:
    for path in ["/", "/en", "/en/", "/sw.js", "/healthz", "/nowhere", "/ru/nowhere"]:
        expected = client.open(path, method=method)
        answer = caller.asks(path, method)
        told = {name.lower(): value for name, value in expected.headers}
        length = told.pop("content-length", "0")
        assert answer.status == expected.status_code, path
        assert (wire(answer), answer.lacks) == (told, []), path
        assert answer.headers.get("content-length", "0") == length, path
        assert answer.body == expected.data, path


def test_over_the_wire_every_artifact_has_its_bytes_and_its_policy(
    caller: Caller, table: Site
) -> None:
    for path, artifact in table.artifacts.items():
        whole, head = caller.asks(path), caller.asks(path, "HEAD")
        assert (whole.status, whole.body, whole.lacks) == (200, artifact.body, []), path
        assert whole.headers["content-type"] == artifact.content_type, path
        assert whole.headers["content-security-policy"] == artifact.policy, path
        assert (wire(head), head.body) == (wire(whole), b""), path


def spoilt(path: str, chance: random.Random) -> str:
    """The path with one thing changed in it."""
    at = chance.randrange(len(path) + 1)
    bad = chance.choice(["/", "//", ".", "%2e%2e/", "%", "%00", "?", ";", "é", "~"])
    return "/" + path[1:at] + bad + path[at + chance.randrange(2) :]


def random_headers(chance: random.Random) -> dict[str, str]:
    """None to five, known and unknown, with anything in them that HTTP lets through."""
    names = [
        *("Accept-Encoding", "Accept-Language", "If-None-Match", "Range", "Cookie"),
        *("If-Modified-Since", "Origin", "X-Forwarded-Host", "Referer", "Accept"),
    ]
    letters = [chr(code) for code in [*range(0x20, 0x7F), *range(0xA0, 0x100)]]
    values = ["br", "gzip, *;q=0", "ru, el;q=0.5", "*", "bytes=0-", 'W/"x"']
    return {
        chance.choice(names): chance.choice(
            [chance.choice(values), "".join(chance.choices(letters, k=30))]
        )
        for _ in range(chance.randrange(6))
    }


@linux
def test_ten_thousand_random_requests_are_answered_in_flat_memory(
    server: Process, table: Site
) -> None:
    chance = random.Random(7)
    methods = ["GET"] * 6 + ["HEAD", "POST", "OPTIONS", "PUT", "TRACE", "PURGE"]
    paths, worker, warm = list(table.artifacts), worker_of(server), 0
    caller = Caller(server.port)
    for number in range(REQUESTS):
        path = chance.choice(paths)
        asked = path if chance.random() < 0.5 else spoilt(path, chance)
        method = chance.choice(methods)
        answer = caller.asks(asked.replace(" ", ""), method, **random_headers(chance))
        assert answer.status in {200, 304, 308, 302, 400, 404, 405}, (method, asked)
        assert answer.lacks == [], (method, asked)
        if answer.headers.get("connection") == "close":
            caller.hangs_up()
            caller = Caller(server.port)
        if number == WARM:
            warm = resident_bytes(worker)
    caller.hangs_up()
    grown = resident_bytes(worker) - warm
    print(f"{REQUESTS} requests, {warm / 2**20:.1f} MB, {grown / 2**20:+.2f} MB")
    assert grown < FLAT_BYTES


# Stopping


def test_told_to_stop_it_finishes_and_waits_for_nobody_who_does_not_read(
    table: Site, largest: str
) -> None:
    with (
        busy_server() as server,
        crowd(server, 50, buffer=2_048) as stuck,
        crowd(server, 50, buffer=2_048) as reading,
    ):
        for caller in stuck:
            caller.says(request(largest) * 200)  # more than all buffers hold
            assert server.answers()
        for caller in reading:
            caller.says(request(largest))
            caller.socket.recv(1, socket.MSG_PEEK)
        server.process.send_signal(signal.SIGTERM)
        bodies = {caller.hears().body for caller in reading}
        assert bodies == {table.artifacts[largest].body}
        assert server.process.wait(command.DRAINED_WITHIN_S + PATIENCE) == 0
        assert not server.answers()
