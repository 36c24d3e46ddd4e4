"""The sentence that some words of the mark are not its owner's own. Every document that prints such words has it."""

from dataclasses import replace

from assessor_app.domain.assessment.report import ReportContent
from assessor_app.reports.page.prose import Prose
from assessor_app.reports.page.story import Story
from assessor_app.reports.page.styles import NOTE
from assessor_app.reports.page.words import say


def say_model(story: Story, content: ReportContent) -> None:
    """Say it, where the edition has model wording."""
    for words in model_words(content):
        story.add(words)


def model_words(content: ReportContent) -> list[Prose]:
    """The sentence, where the edition has model wording."""
    if not content.scheme.has_model_wording:
        return []
    return [Prose(say("notes.model_parts", owner=content.scheme.owner), replace(NOTE, before=4, after=6))]
