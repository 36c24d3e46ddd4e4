"""The JSON-LD contexts of award credentials, from the shipped files only and only as they were pinned."""

import hashlib
import json
from functools import cache
from typing import Any, Final

from assessor_app.errors import Refused, Unavailable
from assessor_app.paths import resources

CREDENTIALS: Final = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES: Final = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
EXTENSIONS: Final = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"

PINNED: Final = {
    CREDENTIALS: ("credentials-v2.json", "8a9f494a89ecc51db093e90e84713e07e84d6d9204364a9b3c7868b21751236f"),
    OPEN_BADGES: ("open-badges-3.0.3.json", "ef2fa9c7846dce233cc166b43639027278be4ee44f00bb1d45c75de2dd0cd761"),
    EXTENSIONS: ("open-badges-extensions.json", "2d013f981d1f4516081a6a04e55468ba2b071d4153b794f19a79715c45a89a5e"),
}
"""Address to file and SHA-256."""


def load(address: str, _options: object = None) -> dict[str, Any]:
    """What PyLD asks for a context by its address. Raises Refused ("foreign-context") for any that is not shipped:
    nothing is ever fetched."""
    if address not in PINNED:
        raise Refused(
            "This credential uses words whose meaning this program does not know. Nothing was changed; ask whoever "
            "issued it.",
            "foreign-context",
        )
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": address,
        "document": _document(address),
    }


@cache
def _document(address: str) -> Any:
    name, expected = PINNED[address]
    content = (resources() / "credentials" / name).read_bytes()
    if hashlib.sha256(content).hexdigest() != expected:
        raise Unavailable(
            f"{name} of this program is damaged, so no credential can be made or checked. Install Assay again.",
            "damaged-context",
        )
    return json.loads(content)
