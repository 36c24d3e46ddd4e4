"""The cycle of a mark round one assessment: facts, stages, forms, effective practice."""
