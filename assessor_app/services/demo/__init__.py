"""The invented school: the demo, and the tour through the whole job."""
