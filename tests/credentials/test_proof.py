"""A credential verifies here, in independent JavaScript without a network and against 1EdTech's schema; changed by one
character it does not."""

import copy
import json

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
from tests.javascript import installed


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


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_changed_by_one_character_anywhere_it_does_not(credential, data):
    path = data.draw(st.sampled_from(sorted(texts(credential), key=str)))
    changed, holder = with_holder(credential, path)
    text = holder[path[-1]]
    at = data.draw(st.integers(0, len(text) - 1))
    holder[path[-1]] = text[:at] + ("x" if text[at] != "x" else "y") + text[at + 1 :]
    assert code_of(changed)


def with_holder(credential, path):
    """A copy, and the object or list in it that holds what is at the end of the way."""
    changed = copy.deepcopy(credential)
    holder = changed
    for step in path[:-1]:
        holder = holder[step]
    return changed, holder


def fields(value, path=()):
    """The way to the first of each kind of field: of the results of the strands, to those of one strand."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from fields(item, (*path, name)) if name != "@context" else ()
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from fields(item, (*path, index))
    else:
        yield path


def each_field(credential):
    kinds = {tuple(step for step in path if isinstance(step, str)): path for path in reversed(list(fields(credential)))}
    return {".".join(kind): path for kind, path in kinds.items()}


def changed_in(credential, path):
    """Another last character; another truth value or number."""
    changed, holder = with_holder(credential, path)
    value = holder[path[-1]]
    if isinstance(value, str):
        holder[path[-1]] = value[:-1] + ("x" if value[-1:] != "x" else "y")
    else:
        holder[path[-1]] = not value if isinstance(value, bool) else value + 1
    return changed


def without(credential, path):
    changed, holder = with_holder(credential, path)
    del holder[path[-1]]
    return changed


def test_each_field_changed_by_one_character_or_left_out_undoes_it(credential):
    found = each_field(credential)
    assert len(found) > 40
    assert {name for name, path in found.items() if not refused(changed_in(credential, path))} == set()
    assert {name for name, path in found.items() if not refused(without(credential, path))} == set()


def refused(credential):
    try:
        check_proof(credential)
    except Refused:
        return True
    return False


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
    folder = installed(javascript.SOURCE)
    text = json.dumps(credential, ensure_ascii=False)
    changed = text.replace("Quality Mark: Silver", "Quality Mark: Silves", 1)
    assert sum(one != other for one, other in zip(text, changed, strict=True)) == 1
    fields = each_field(credential)
    others = {name: json.dumps(changed_in(credential, path), ensure_ascii=False) for name, path in fields.items()}
    for name, content in {"sound": text, "changed": changed, **others}.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    found = javascript.verified(folder, [tmp_path / name for name in ("sound", "changed", *others)])
    assert found["sound"] == {"verified": True, "schema": [], "errors": []}
    assert found["changed"]["verified"] is False
    assert found["changed"]["schema"] == []
    assert {name for name in others if found[name]["verified"]} == set()
