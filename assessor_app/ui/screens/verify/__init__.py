"""A second mark: the queue, marking on one's own, comparing and agreeing, signing."""
