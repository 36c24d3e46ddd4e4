"""The office: whom it certifies and believes, and the days on which it works."""
