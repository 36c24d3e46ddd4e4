"""What a report says, before it is laid out."""
