"""The proof in a credential: Data Integrity with the cryptosuite eddsa-rdfc-2022 and a did:key."""

import hashlib
from datetime import datetime
from typing import Any, Final

import base58
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from assessor_app.credentials.covered import Document, canonical, uncovered
from assessor_app.domain.journal.clock import moment
from assessor_app.errors import Refused
from assessor_app.identity.award_key import did_of, key_of

SUITE: Final = "eddsa-rdfc-2022"


def with_proof(document: Document, key: Ed25519PrivateKey, at: datetime) -> dict[str, Any]:
    """The document with a proof by `key` (W3C vc-di-eddsa, 3.2), whose did:key must be its issuer.

    Raises ValueError when part of the document would not be covered.
    """
    lost = uncovered(document)
    if lost:
        raise ValueError(f"not covered by a signature: {', '.join(lost)}")
    did = did_of(key.public_key())
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": moment(at),
        "verificationMethod": f"{did}#{did.removeprefix('did:key:')}",
        "proofPurpose": "assertionMethod",
    }
    signature = key.sign(_hashed(document, proof))
    return {**document, "proof": {**proof, "proofValue": f"z{base58.b58encode(signature).decode()}"}}


def check_proof(credential: Document) -> str:
    """The did:key of the issuer who signed exactly this.

    Raises `Refused`: "not-signed", "foreign-suite", "wrong-issuer", "bad-signature", "not-covered", "foreign-context",
    "foreign-key".
    """
    document = {name: value for name, value in credential.items() if name != "proof"}
    proof = _proof(credential)
    did, _, fragment = str(proof["verificationMethod"]).partition("#")
    issuer = document.get("issuer")
    named = issuer.get("id") if isinstance(issuer, dict) else issuer
    if named != did or fragment != did.removeprefix("did:key:"):
        raise Refused(
            "This credential was not signed by the issuer that it names. Do not rely on it; nothing was changed.",
            "wrong-issuer",
        )
    _check_signature(document, proof, did)
    lost = uncovered(document)
    if lost:
        raise Refused(
            f"This credential says something that its signature does not cover ({lost[0]}). Do not rely on it; "
            "nothing was changed.",
            "not-covered",
        )
    return did


def _proof(credential: Document) -> dict[str, Any]:
    proof = credential.get("proof")
    if isinstance(proof, list) and len(proof) == 1:
        proof = proof[0]
    if not isinstance(proof, dict) or "@context" not in credential:
        raise Refused("This credential is not signed. Do not rely on it; nothing was changed.", "not-signed")
    wanted = {"type": "DataIntegrityProof", "cryptosuite": SUITE, "proofPurpose": "assertionMethod"}
    names = {*wanted, "created", "verificationMethod", "proofValue"}
    if any(proof.get(name) != value for name, value in wanted.items()) or set(proof) != names:
        raise Refused(
            "This credential is signed in a way that this program does not check. Nothing was changed; ask whoever "
            "issued it.",
            "foreign-suite",
        )
    return proof


def _check_signature(document: Document, proof: dict[str, Any], did: str) -> None:
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    key, value = key_of(did), str(proof["proofValue"])
    try:
        signature = base58.b58decode(value.removeprefix("z")) if value.startswith("z") else b""
        key.verify(signature, _hashed(document, options))
    except Refused:
        raise
    except (InvalidSignature, ValueError, TypeError, KeyError, RecursionError):
        raise _changed() from None
    except Exception as error:
        if type(error).__module__.partition(".")[0] != "pyld":
            raise
        raise _changed() from error  # what PyLD cannot read was not written by an issuer


def _hashed(document: Document, options: dict[str, Any]) -> bytes:
    configuration = {"@context": document["@context"], **options}
    return hashlib.sha256(canonical(configuration)).digest() + hashlib.sha256(canonical(document)).digest()


def _changed() -> Refused:
    return Refused(
        "This credential was changed after it was signed. Do not rely on it; ask for it again.", "bad-signature"
    )
