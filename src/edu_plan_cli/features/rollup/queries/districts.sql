-- A plan's completion is the mean of its sections'. There is none of a city: districts are set side by side.
SELECT
  org_code, org_name,
  SUM(reached) / COUNT(reached) AS reached,
  SUM(expected) / COUNT(*) AS expected,
  SUM(overdue) AS overdue, SUM(lagging) AS lagging, SUM(not_reported) AS not_reported, SUM(on_track) AS on_track,
  SUM(done) AS done, SUM(answered) AS answered, SUM(submitted) AS submitted, SUM(targets) AS targets
FROM sections
GROUP BY org_code, org_name
