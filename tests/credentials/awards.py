"""An award of the demo's school, and a key that is the same in every run."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from assessor_app.credentials.open_badge import open_badge
from assessor_app.credentials.proof import with_proof
from assessor_app.domain.award.credential import AwardStatement
from assessor_app.domain.scheme.edition import Scheme
from assessor_app.identity.award_key import did_of
from tests.reports.sample import demo, demo_assessment

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
DID = did_of(KEY.public_key())
AT = datetime(2026, 11, 28, 12, tzinfo=UTC)


def award_of(scheme: Scheme, step: int = 1, **institution: Any) -> AwardStatement:
    """The mark's award at this step, from 0."""
    record = demo_assessment(scheme, demo())
    return AwardStatement(
        number="PDQM-2026-0187",
        institution=replace(record.institution, **institution),
        scheme=scheme,
        outcome=scheme.outcomes[step],
        levels=record.levels_of(record.lead),
        given_on=date(2026, 11, 28),
        until_on=date(2029, 11, 27),
        issuer="Northern Quality Marks",
        report_sha256="ab" * 32,
        signatories=(("Priya Nair", "Chair of the award panel"), ("David Llewellyn", "Verifier")),
    )


def signed(award: AwardStatement, **changes: Any) -> dict[str, Any]:
    """Its credential, signed; changes: to what is signed."""
    return with_proof({**open_badge(award, DID), **changes}, KEY, AT)
