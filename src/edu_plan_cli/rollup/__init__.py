"""Many districts side by side: found, observed (in parallel, kept between runs), asked in SQL, and put together."""
