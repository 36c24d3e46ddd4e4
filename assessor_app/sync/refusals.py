"""What a person is told when a bundle or a card is not acceptable; every sentence says that nothing was changed."""

from assessor_app.errors import Refused

_UNOPENED = "It has not been opened, and nothing on this computer was changed"
_TOGETHER = "put all its parts in one folder."
_AGAIN = "ask the sender to make it again."

_SENTENCES = {
    "not-a-bundle": "This file is not an Assay bundle. Nothing was changed; choose a file whose name ends in .qmb.",
    "wrong-key": (
        "This bundle cannot be opened. It was made for someone else. Nothing was changed; ask the sender to add your"
        " key and send it again."
    ),
    "damaged": f"This bundle is cut short or was changed on the way. {_UNOPENED}; ask for it again.",
    "changed": f"This bundle was changed after it was signed. {_UNOPENED}; ask for it again.",
    "bad-container": f"This bundle is not put together the way Assay does it. {_UNOPENED}; {_AGAIN}",
    "too-large": (
        f"This bundle holds more than Assay takes in at once. {_UNOPENED}; ask the sender for smaller bundles."
    ),
    "unlisted-file": f"This bundle holds a file that nobody has signed for. {_UNOPENED}; {_AGAIN}",
    "empty": "This bundle holds no changes. Nothing was changed; ask the sender to make it again.",
    "repeated": f"This bundle holds the same part twice. {_UNOPENED}; {_AGAIN}",
    "foreign-realm": f"This bundle belongs to another office. {_UNOPENED}; ask the sender which office it is for.",
    "wrong-signer": f"A part of this bundle is signed by {{signer}} in the name of {{actor}}. {_UNOPENED}; {_AGAIN}",
    "bad-operations": f"The changes in this bundle do not agree with what was signed. {_UNOPENED}; {_AGAIN}",
    "missing-volume": f"{{name}} is missing (part {{number}} of this bundle). {_UNOPENED}; {_TOGETHER}",
    "last-volume": (
        f"This bundle ends too soon: after {{last}} a part {{name}} is missing, or a part was cut. {_UNOPENED};"
        f" {_TOGETHER}"
    ),
    "not-a-receipt": (
        "This file is not a receipt, or it was damaged on the way. Nothing was changed; ask for it again."
    ),
    "foreign-receipt": "This receipt belongs to another office. Nothing was changed; ask who sent it.",
    "wrong-holder": (
        "This receipt is signed by {signer} in the name of {holder}. Nothing was changed; ask the office for another."
    ),
    "too-many-volumes": (
        "This bundle would come to more than 999 parts, so none was made. Nothing was lost; choose larger parts."
    ),
    "not-a-card": "This file is not an office card. Nothing was changed; choose a file whose name ends in .card.",
    "card-changed": (
        "This office card is damaged or was changed after it was signed. Nothing was changed; ask your office for it"
        " again."
    ),
    "card-older": (
        "This office card has number {version}, which is older than number {known}. Nothing was changed; ask your"
        " office for the newest card."
    ),
    "card-jumps": (
        "This office card has number {version}, far above number {known} that you have: somebody may want to keep"
        " later cards away from you. Nothing was changed; ask your office for its number, and if it is right install"
        " the card with `card install --accept-jump`."
    ),
    "card-differs": (
        "This office card has number {version} like the one you have, but says something else. Nothing was changed;"
        " ask your office which of the two holds."
    ),
    "card-impossible": (
        "An office card cannot be made of this: its name, its dates, its root or its size do not fit. Nothing was made;"
        " check them."
    ),
    "card-foreign": (
        "This office card comes from another office than yours. Nothing was changed; ask your office whether it has a"
        " new certificate."
    ),
    "card-newer": "This office card needs a newer version of Assay. Nothing was changed; update Assay, then try again.",
    "too-large-to-send": (
        "This is more than one bundle can carry, so none was made. Nothing was changed; send fewer visits at a time."
    ),
    "source-changed": (
        "The file {name} changed while the bundle was being made, so no bundle was made. Nothing was lost; try again."
    ),
    "source-corrupt": (
        "The stored copy of file {name} is damaged, so no bundle was made. Nothing was changed; restore it from a"
        " backup, or leave evidence out."
    ),
}


def refused(code: str, **facts: object) -> Refused:
    """The error with this code and its sentence, the facts filled in."""
    return Refused(_SENTENCES[code].format(**facts), code)
