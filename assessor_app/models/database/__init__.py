"""The database itself: a file or a server, its tables, its one writer, its versions."""
