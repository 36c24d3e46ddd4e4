"""An award as an Open Badges 3.0 credential (1EdTech, 2024): the judgements of all strands as rubric results."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from assessor_app.credentials.contexts import CREDENTIALS, EXTENSIONS, OPEN_BADGES
from assessor_app.domain.award.credential import AwardStatement
from assessor_app.domain.scheme.edition import Level, Strand
from assessor_app.domain.scheme.rule_words import rule_words

SCHEMA: Final = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
Part = dict[str, Any]


def open_badge(award: AwardStatement, issuer: str) -> Part:
    """The credential without its proof. issuer: did:key of the office's award key."""
    scheme, until = award.scheme, award.until_on
    return {
        "@context": [CREDENTIALS, OPEN_BADGES, EXTENSIONS],
        "id": credential_id(award),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": award.title,
        "description": f"{award.holder or award.institution.name} holds the {_award_words(award)}.",
        "issuer": {"id": issuer, "type": ["Profile"], "name": award.issuer, "official": scheme.owner},
        "validFrom": _start(award.given_on),
        **({"validUntil": f"{until.isoformat()}T23:59:59Z"} if until else {}),
        "awardedDate": _start(award.given_on),
        "credentialSubject": _subject(award),
        **({"evidence": [_report(award)]} if award.report_sha256 else {}),
        "credentialSchema": [{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
    }


def credential_id(award: AwardStatement) -> str:
    """Stays the same for the same award, however often its credential is made."""
    return _urn("award", award.scheme.id, award.number, award.given_on.isoformat())


def number_of(credential: Mapping[str, Any]) -> str:
    """The certificate number in a credential; "" when it has none."""
    subject = credential.get("credentialSubject")
    found = subject.get("licenseNumber", "") if isinstance(subject, Mapping) else ""
    return found if isinstance(found, str) else ""


def _subject(award: AwardStatement) -> Part:
    place = award.institution
    names = [("ext:organizationName", place.name), ("ext:reference", place.reference), ("name", award.holder)]
    return {
        "id": _urn("institution", place.id, award.holder),
        "type": ["AchievementSubject"],
        "identifier": [
            {"type": "IdentityObject", "hashed": False, "identityHash": name, "identityType": kind}
            for kind, name in names
            if name
        ],
        "achievement": _achievement(award),
        "result": [_result(award, strand, level) for strand, level in award.results()],
        "licenseNumber": award.number,
    }


def _achievement(award: AwardStatement) -> Part:
    scheme, outcome = award.scheme, award.outcome
    return {
        "id": _urn("achievement", scheme.id, scheme.edition, outcome.id),
        "type": ["Achievement"],
        "achievementType": "QualityAssuranceCredential",
        "name": award.title,
        "description": f"The {_award_words(award)}.",
        "version": scheme.edition,
        "humanCode": f"{scheme.id}-{outcome.id}".upper(),
        "inLanguage": scheme.language,
        "criteria": {"narrative": outcome.meaning or rule_words(scheme, outcome.rule)},
        "resultDescription": [_description(award, strand) for strand, _ in award.results()],
    }


def _description(award: AwardStatement, strand: Strand) -> Part:
    scheme = award.scheme
    return {
        "id": _strand_id(award, strand),
        "type": ["ResultDescription"],
        "name": f"{strand.number} {strand.title}",
        "resultType": "RubricCriterionLevel",
        "rubricCriterionLevel": [_level(award, strand, level) for level in scheme.levels_of(strand)],
        "alignment": [
            {
                "type": ["Alignment"],
                "targetName": strand.title,
                "targetCode": strand.number,
                "targetUrl": _strand_id(award, strand),
                "targetType": "CFRubricCriterion",
                "targetFramework": f"{scheme.title}, edition {scheme.edition}",
            }
        ],
    }


def _level(award: AwardStatement, strand: Strand, level: Level) -> Part:
    text = strand.descriptors.get(level.id) or level.meaning
    return {
        "id": _level_id(award, strand, level),
        "type": ["RubricCriterionLevel"],
        "name": level.name,
        "level": str(level.rank),
        "points": str(level.rank),
        **({"description": text} if text else {}),
    }


def _result(award: AwardStatement, strand: Strand, level: Level) -> Part:
    return {
        "type": ["Result"],
        "resultDescription": _strand_id(award, strand),
        "achievedLevel": _level_id(award, strand, level),
        "value": level.name,
    }


def _report(award: AwardStatement) -> Part:
    return {
        "type": ["Evidence"],
        "name": award.scheme.terms.report.capitalize(),
        "genre": "Report",
        "description": f"SHA-256 of the signed report: {award.report_sha256}",
    }


def _award_words(award: AwardStatement) -> str:
    step = f"{award.outcome.name} {award.scheme.terms.award} of the " if award.has_steps else ""
    return f"{step}{award.scheme.title}"


def _strand_id(award: AwardStatement, strand: Strand) -> str:
    return _urn("strand", award.scheme.id, award.scheme.edition, strand.id)


def _level_id(award: AwardStatement, strand: Strand, level: Level) -> str:
    return _urn("level", award.scheme.id, award.scheme.edition, strand.id, level.id)


def _start(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _urn(*parts: str) -> str:
    """A UUID made from names, of which the first says what kind of thing it is, so that kinds never meet."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, '|'.join(('assay', *parts)))}"
