"""An assessment → Excel forms; filled forms → entries and questions (extra ``office``)."""
