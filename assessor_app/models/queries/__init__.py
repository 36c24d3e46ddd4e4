"""What is read: lists, one assessment as a whole, the first page."""
