"""Asking a time stamp server (RFC 3161), and believing no more of its answer than can be checked."""

import asyncio
import queue
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence

from asn1crypto import cms, tsp
from asn1crypto import x509 as asn1_x509
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko.sign.validation.status import TimestampSignatureStatus
from pyhanko_certvalidator import ValidationContext

from assessor_app.errors import Unavailable
from assessor_app.identity.signing import DIGEST

PATIENCE = 6
"""Seconds that all questions of one signature may take together."""
LARGEST_ANSWER = 1 << 18
"""Bytes; a time stamp with its certificates has well under 20,000."""
WAITING = "time stamp server"
"""Name of the thread that waits for one."""
NO_ANSWER = "the time stamp server gave no answer"
BAD_ANSWER = "the answer of the time stamp server was no time stamp to rely on"


class TimeStamps(TimeStamper):
    """A server, for one signature. roots: certificates (DER) that its time stamps must lead to.

    Every time stamp it gives has been checked: the nonce and the digest that were asked about, the authority's
    signature, and its chain to one of the roots. Raises TimestampRequestError, with NO_ANSWER or BAD_ANSWER, for
    anything else: nothing at all, too late, too much, or not that.
    """

    def __init__(self, address: str, roots: Sequence[bytes], patience: float = PATIENCE) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.address = address
        self._roots = [asn1_x509.Certificate.load(root) for root in roots]
        self._until = time.monotonic() + patience

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """The server's answer as it came."""
        asked = urllib.request.Request(self.address, req.dump(), {"Content-Type": "application/timestamp-query"})
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimestampRequestError(NO_ANSWER)
        return tsp.TimeStampResp.load(_within(left, lambda: _body(asked, left)), strict=True)

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """A time stamp over this digest."""
        try:
            token = await super().async_timestamp(message_digest, md_algorithm)
            await self._check(token, message_digest, md_algorithm)
        except TimestampRequestError as error:
            raise TimestampRequestError(NO_ANSWER if str(error) == NO_ANSWER else BAD_ANSWER) from error
        except Exception as error:  # parsers of hostile input raise many kinds, and each means the same here
            raise TimestampRequestError(BAD_ANSWER) from error
        return token

    async def _check(self, token: cms.ContentInfo, message_digest: bytes, md_algorithm: str) -> None:
        imprint = token["content"]["encap_content_info"]["content"].parsed["message_imprint"]
        algorithm = imprint["hash_algorithm"]["algorithm"].native
        if (algorithm, imprint["hashed_message"].native) != (md_algorithm, message_digest):
            raise ValueError("another digest")
        context = ValidationContext(trust_roots=self._roots, allow_fetching=False)
        found = await validate_tst_signed_data(token["content"], context, lambda _name: message_digest)
        status = TimestampSignatureStatus(**found)
        if not (status.intact and status.valid and status.trusted):
            raise ValueError("not the authority's")


def try_out(stamps: TimeStamps) -> None:
    """Raise Unavailable ("no-time") with the reason unless the server gives a sound time stamp now."""
    try:
        asyncio.run(stamps.async_dummy_response(DIGEST))
    except TimestampRequestError as error:
        raise no_time(error) from error


def no_time(error: Exception) -> Unavailable:
    """What is said when there is no time stamp; its sentence begins in lower case, to stand after a colon."""
    return Unavailable(f"{NO_ANSWER if str(error) == NO_ANSWER else BAD_ANSWER}.", "no-time")


def _body(asked: urllib.request.Request, patience: float) -> bytes:
    try:
        with urllib.request.urlopen(asked, timeout=patience) as answer:
            body: bytes = answer.read(LARGEST_ANSWER + 1)
    except urllib.error.HTTPError as refusal:  # which is an answer too, and keeps its connection open
        refusal.close()
        raise
    if len(body) > LARGEST_ANSWER:
        raise ValueError("too long for a time stamp")
    return body


def _within(seconds: float, work: Callable[[], bytes]) -> bytes:
    """What `work` gives, if it does in time: looking up a name and a server that sends a byte now and then heed no
    time limit of their own. The thread that is still waiting is left to end by itself."""
    done: queue.SimpleQueue[bytes | Exception] = queue.SimpleQueue()

    def run() -> None:
        try:
            done.put(work())
        except Exception as error:  # noqa: BLE001  handed over to the thread that waits
            done.put(error)

    threading.Thread(target=run, name=WAITING, daemon=True).start()
    try:
        found = done.get(timeout=seconds)
    except queue.Empty:
        raise TimestampRequestError(NO_ANSWER) from None
    if isinstance(found, OSError):
        raise TimestampRequestError(NO_ANSWER) from found
    if isinstance(found, Exception):
        raise found
    return found
