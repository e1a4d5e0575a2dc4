"""All of SQLite: files and locks, tables, rows and records, the journal, the search index."""
