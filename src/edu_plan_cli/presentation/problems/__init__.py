"""Problems in every format there is a reader for."""
