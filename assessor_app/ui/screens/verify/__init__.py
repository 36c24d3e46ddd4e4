"""The cycle of an assessment: stages and what is missing, interests, advice before the visit, forms."""
