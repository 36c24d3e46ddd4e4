"""The cycle of a mark: stages, forms, effective practice."""
