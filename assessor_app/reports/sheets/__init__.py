"""Documents beside the report: sheets for the day, forms for a day without power, letters, the evidence book."""
