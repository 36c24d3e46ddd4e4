"""Awards that machines can check: Open Badges 3.0 credentials, baked into pictures, and a short form for QR codes."""
