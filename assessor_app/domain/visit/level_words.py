"""Words that people write about work that is only beginning, and about work that is part of everyday life.

Model lists for English, to be lengthened: a phrase counts wherever it stands as whole words.
"""

BEGINNING = (
    "ad hoc", "at an early stage", "at times", "beginning to", "begun to", "by chance", "do not yet", "does not yet",
    "early days", "emerging", "few staff", "has not yet", "have not yet", "in some areas", "inconsistent",
    "inconsistently", "informal", "isolated", "just started", "limited", "no evidence of", "not all", "not always",
    "not consistently", "not yet", "occasional", "occasionally", "patchy", "planning to", "rarely", "seldom",
    "some staff", "some teams", "starting to", "sporadic", "variable", "yet to",
)  # fmt: skip
"""What reads like the lowest level."""

EVERYDAY = (
    "across the school", "across the whole", "all staff", "always", "as a matter of course", "at every level",
    "common practice", "consistently", "deeply rooted", "embedded", "every member of staff", "every team", "everyone",
    "everywhere", "exemplary", "fully", "habitually", "highly effective", "in all areas", "invariably", "outstanding",
    "part of everyday", "routinely", "second nature", "sustained", "systematic", "systematically", "throughout",
    "whole-school", "without exception",
)  # fmt: skip
"""What reads like the highest level."""
