"""Assessment → Excel forms; filled forms → entries and questions (extra ``office``)."""
