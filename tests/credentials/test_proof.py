"""A credential verifies here, in independent JavaScript without a network and against 1EdTech's schema; changed by one
character it does not."""

import copy
import json
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft201909Validator, FormatChecker

from assessor_app.credentials import contexts
from assessor_app.credentials.covered import canonical, uncovered
from assessor_app.credentials.open_badge import number_of
from assessor_app.credentials.proof import check_proof, with_proof
from assessor_app.errors import Refused, Unavailable
from tests.credentials import javascript
from tests.credentials.awards import AT, DID, KEY


def code_of(credential):
    with pytest.raises(Refused) as refused:
        check_proof(credential)
    return refused.value.code


def test_what_was_signed_verifies_and_names_its_issuer(credential):
    assert check_proof(credential) == DID
    assert number_of(credential) == "PDQM-2026-0187"


def test_every_strand_with_a_level_is_a_rubric_result(award, credential):
    subject = credential["credentialSubject"]
    assert [result["value"] for result in subject["result"]] == [level.name for _, level in award.results()]
    levels = {
        level["id"]: level["name"]
        for described in subject["achievement"]["resultDescription"]
        for level in described["rubricCriterionLevel"]
    }
    assert all(levels[result["achievedLevel"]] == result["value"] for result in subject["result"])


def test_it_fits_the_schema_of_1edtech(credential):
    schema = json.loads(javascript.SCHEMA.read_text(encoding="utf-8"))
    checker = Draft201909Validator(schema, format_checker=FormatChecker())
    assert list(checker.iter_errors(credential)) == []


def texts(value, path=()):
    """Every text in a credential that is not of its contexts, with the way to it."""
    if isinstance(value, dict):
        for name, item in value.items():
            if name != "@context":
                yield from texts(item, (*path, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from texts(item, (*path, index))
    elif isinstance(value, str) and value:
        yield path


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_changed_by_one_character_anywhere_it_does_not(credential, data):
    path = data.draw(st.sampled_from(sorted(texts(credential), key=str)))
    changed = copy.deepcopy(credential)
    holder = changed
    for step in path[:-1]:
        holder = holder[step]
    text = holder[path[-1]]
    at = data.draw(st.integers(0, len(text) - 1))
    holder[path[-1]] = text[:at] + ("x" if text[at] != "x" else "y") + text[at + 1 :]
    assert code_of(changed)


def test_a_word_that_no_context_knows_is_found_though_the_signature_still_fits(credential):
    changed = copy.deepcopy(credential)
    changed["credentialSubject"]["achievement"]["awardLevel"] = "Gold"
    without_proof = {name: value for name, value in changed.items() if name != "proof"}
    sound = {name: value for name, value in credential.items() if name != "proof"}
    assert canonical(without_proof) == canonical(sound)
    assert uncovered(without_proof) == ["/credentialSubject/achievement/awardLevel"]
    assert code_of(changed) == "not-covered"


def test_nothing_is_signed_that_would_not_be_covered(credential):
    with pytest.raises(ValueError, match="/awardLevel"):
        with_proof({**credential, "awardLevel": "Gold"}, KEY, AT)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"proof": None}, "not-signed"),
        ({"@context": ["https://example.org/other"]}, "bad-signature"),
        ({"issuer": {"id": "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"}}, "wrong-issuer"),
    ],
)
def test_other_harms_are_told_apart(credential, change, code):
    assert code_of({**credential, **change}) in (code, "foreign-context")


def test_a_damaged_context_file_is_never_used(monkeypatch):
    name, _ = contexts.PINNED[contexts.EXTENSIONS]
    monkeypatch.setitem(contexts.PINNED, contexts.EXTENSIONS, (name, "0" * 64))
    contexts._document.cache_clear()
    with pytest.raises(Unavailable, match="damaged"):
        contexts.load(contexts.EXTENSIONS)
    contexts._document.cache_clear()


def test_independent_javascript_agrees_without_a_network(credential, tmp_path):
    folder = javascript.installed()
    if folder is None:
        missing = "needs node, npm and its packages; packaging/system.sh test installs the first two"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    text = json.dumps(credential, ensure_ascii=False)
    changed = text.replace("Quality Mark: Silver", "Quality Mark: Silves", 1)
    assert sum(one != other for one, other in zip(text, changed, strict=True)) == 1
    for name, content in (("sound", text), ("changed", changed)):
        (tmp_path / name).write_text(content, encoding="utf-8")
    found = javascript.verified(folder, [tmp_path / "sound", tmp_path / "changed"])
    assert found["sound"] == {"verified": True, "schema": [], "errors": []}
    assert found["changed"]["verified"] is False
    assert found["changed"]["schema"] == []
