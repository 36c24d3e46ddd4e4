"""What travels between people: segments and their manifests, receipts, the office card."""
