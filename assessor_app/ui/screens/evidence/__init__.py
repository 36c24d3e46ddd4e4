"""The evidence of an assessment: what there is, and a viewer that never runs anything."""
