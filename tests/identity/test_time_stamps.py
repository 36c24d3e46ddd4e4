"""A time stamp at signing: a real authority's is proved and named; a hostile or silent server only costs the stamp."""

import gc
import socket
import threading
import warnings
from dataclasses import replace

import pytest
from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper

from assessor_app.errors import Unavailable
from assessor_app.identity.certificate_facts import der_of
from assessor_app.identity.pdf_signatures import ASSESSOR, VERIFIER, check_pdf, counter_sign, sign_pdf
from assessor_app.identity.time_server import set_time_server
from assessor_app.identity.time_stamps import BAD_ANSWER, LARGEST_ANSWER, NO_ANSWER, WAITING, TimeStamps, try_out
from assessor_app.services.documents.time_stamping import with_time
from assessor_app.services.saving import utc_now

from .people import Office, picture, report
from .time_authority import NAME, TimeAuthority, TimeServer, serving


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return TimeAuthority(tmp_path_factory.mktemp("time") / "stamps")


@pytest.fixture(scope="module")
def office():
    return Office(at=utc_now())


@pytest.fixture(scope="module")
def sian(office):
    return office.person("A-0001", "Siân Wyn")


@pytest.fixture(scope="module")
def blank():
    return report(ASSESSOR, VERIFIER)


def trust(office, *authorities):
    return replace(office.trust(), stamp_roots=tuple(root for each in authorities for root in der_of(each.root)))


def verdict(pdf, trust, office):
    return check_pdf(pdf, trust, moment=office.at.replace(year=office.at.year + 1))[0]


@pytest.fixture(scope="module")
def stamped(blank, sian, office, authority):
    with serving(authority) as server:
        stamps = TimeStamps(server.address, der_of(authority.root))
        return sign_pdf(blank, sian, picture("Siân Wyn"), office.at, stamps)


def test_the_time_is_proved_and_it_is_said_by_whom(stamped, office, authority):
    found = verdict(stamped, trust(office, authority), office)
    assert found.holds
    assert (found.time.by, found.time.known) == (NAME, True)
    assert abs((found.time.at - office.at).total_seconds()) < 3600
    assert f" {NAME} confirms that it was there on " in found.sentence


def test_who_does_not_know_the_server_is_told_that_no_time_is_proved(stamped, office):
    found = verdict(stamped, trust(office), office)
    assert found.holds
    assert not found.time.known
    assert "a server that nobody you trust vouches for, so it proves no time" in found.sentence


def test_the_verifiers_signature_gets_a_time_of_its_own(stamped, office, authority):
    with serving(authority) as server:
        stamps, noor = TimeStamps(server.address, der_of(authority.root)), office.person("V-0001", "Noor Ali")
        both = counter_sign(stamped, noor, picture("Noor"), trust(office, authority), office.at, stamps)
    found = check_pdf(both, trust(office, authority), moment=office.at)
    assert [(each.holds, each.time.known) for each in found] == [(True, True), (True, True)]
    assert both.startswith(stamped)


def with_other(request, **changes):
    """The request with other contents."""
    asked = tsp.TimeStampReq.load(request)
    for name, value in changes.items():
        asked[name] = value
    return asked.dump(force=True)


def other_digest(request):
    imprint = tsp.TimeStampReq.load(request)["message_imprint"]
    return with_other(
        request, message_imprint={"hash_algorithm": imprint["hash_algorithm"], "hashed_message": b"x" * 32}
    )


def old_digest(request):
    """Of a kind that the authority does not stamp."""
    return with_other(request, message_imprint={"hash_algorithm": {"algorithm": "sha1"}, "hashed_message": b"x" * 20})


HOSTILE = {
    "another nonce": lambda authority, request: authority.answer(with_other(request, nonce=12345)),
    "no nonce": lambda authority, request: authority.answer(with_other(request, nonce=None)),
    "another digest": lambda authority, request: authority.answer(other_digest(request)),
    "a web page": lambda _authority, _request: b"<!DOCTYPE html><html><title>Log in to the network</title></html>",
    "nothing": lambda _authority, _request: b"",
    "a refusal": lambda authority, request: authority.answer(old_digest(request)),
    "half of it": lambda authority, request: authority.answer(request)[:-200],
    "one bit flipped": lambda authority, request: flipped(authority.answer(request)),
    "far too much": lambda authority, request: authority.answer(request) + b"\0" * LARGEST_ANSWER,
    "something after it": lambda authority, request: authority.answer(request) + b"more",
}


def flipped(answer):
    return answer[:-20] + bytes([answer[-20] ^ 1]) + answer[-19:]


@pytest.mark.parametrize("answer", HOSTILE.values(), ids=HOSTILE)
def test_an_answer_that_is_no_time_stamp_is_refused_and_nothing_signed_with_it(answer, authority, blank, sian, office):
    with TimeServer(lambda request: (200, answer(authority, request))) as server:
        stamps = TimeStamps(server.address, der_of(authority.root))
        with pytest.raises(Unavailable, match=BAD_ANSWER):
            sign_pdf(blank, sian, picture("Siân"), office.at, stamps)
    assert server.asked == 1


def test_a_time_stamp_of_another_authority_is_refused(authority, tmp_path):
    other = TimeAuthority(tmp_path / "other", "Somebody Else")
    with serving(other) as server, pytest.raises(Unavailable, match=BAD_ANSWER):
        try_out(TimeStamps(server.address, der_of(authority.root)))


def test_a_server_that_turns_bad_after_the_first_question_is_refused(authority, blank, sian, office):
    answers = iter([authority.answer, lambda request: authority.answer(other_digest(request))])
    with TimeServer(lambda request: (200, next(answers)(request))) as server:
        stamps = TimeStamps(server.address, der_of(authority.root))
        with pytest.raises(Unavailable, match=BAD_ANSWER):
            sign_pdf(blank, sian, picture("Siân"), office.at, stamps)
    assert server.asked == 2


def test_a_server_that_answers_with_an_error_or_not_at_all_gave_no_answer():
    with TimeServer(lambda _request: (503, b"later")) as server, pytest.raises(Unavailable, match=NO_ANSWER):
        try_out(TimeStamps(server.address, ()))
    with pytest.raises(Unavailable, match=NO_ANSWER):
        try_out(TimeStamps("http://127.0.0.1:9/", ()))


def test_a_server_that_sends_a_byte_now_and_then_is_not_waited_for():
    """Each byte comes in time for any limit on one read."""
    listening, stop = socket.create_server(("127.0.0.1", 0)), threading.Event()

    def drip():
        connection, _ = listening.accept()
        with connection:
            connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            while not stop.wait(0.01):
                connection.sendall(b"x")

    dripping = threading.Thread(target=drip, daemon=True)
    dripping.start()
    with pytest.raises(Unavailable, match=NO_ANSWER):
        try_out(TimeStamps(f"http://127.0.0.1:{listening.getsockname()[1]}/", (), 0.2))
    stop.set()
    listening.close()
    leave_nothing_behind()


def leave_nothing_behind():
    """The thread that nobody waits for ends once the server hangs up; its socket is closed by the collector."""
    for thread in threading.enumerate():
        if thread.name == WAITING:
            thread.join(300)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


class Careless(TimeStamper):
    """Asks for a time stamp over something else than the signature."""

    def __init__(self, authority):
        super().__init__()
        self._authority = authority

    async def async_request_tsa_response(self, req):
        return tsp.TimeStampResp.load(self._authority.answer(other_digest(req.dump())))


def test_a_time_stamp_of_something_else_on_a_signature_undoes_it(authority, blank, sian, office):
    pdf = sign_pdf(blank, sian, picture("Siân"), office.at, Careless(authority))
    assert verdict(pdf, trust(office, authority), office).code == "bad-timestamp"


@pytest.mark.parametrize("answer", ["a web page", "another nonce"])
def test_signing_goes_on_without_the_stamp_and_says_so(answer, authority, blank, sian, office, tmp_path):
    (tmp_path / "identity").mkdir()
    with TimeServer(lambda request: (200, HOSTILE[answer](authority, request))) as server:
        set_time_server(tmp_path, server.address, authority.root)
        timed = with_time(tmp_path, lambda stamps: sign_pdf(blank, sian, picture("Siân"), office.at, stamps))
    assert timed.remark == f"Signed without a time stamp: {BAD_ANSWER}."
    assert verdict(timed.pdf, trust(office, authority), office).holds
    assert verdict(timed.pdf, trust(office, authority), office).time is None


def test_without_a_server_none_is_asked_and_nothing_said(blank, sian, office, tmp_path):
    timed = with_time(tmp_path, lambda stamps: sign_pdf(blank, sian, picture("Siân"), office.at, stamps))
    assert timed.remark == ""


def test_a_damaged_setting_stops_no_signature(blank, sian, office, tmp_path):
    (tmp_path / "identity").mkdir()
    (tmp_path / "identity" / "time-server.json").write_text("{", encoding="ascii")
    timed = with_time(tmp_path, lambda stamps: sign_pdf(blank, sian, picture("Siân"), office.at, stamps))
    assert timed.remark.startswith("Signed without a time stamp: time-server.json of this profile is damaged.")
