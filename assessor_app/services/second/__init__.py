"""The second mark: interests, marking alone, agreeing, counter-signing, agreement of judges."""
