-- A section's completion is the mean of its items'. The order of sections is that of their items.
SELECT
  org_code, org_name, section_id, section_number, section_heading,
  MIN(item_number) AS first_item,
  SUM(reached * item_weight) / SUM(CASE WHEN reached IS NOT NULL THEN item_weight END) AS reached,
  SUM(expected * item_weight) / SUM(item_weight) AS expected,
  SUM(overdue) AS overdue, SUM(lagging) AS lagging, SUM(not_reported) AS not_reported, SUM(on_track) AS on_track,
  SUM(done) AS done, SUM(answered) AS answered, SUM(submitted) AS submitted, SUM(targets) AS targets
FROM items
GROUP BY org_code, org_name, section_id, section_number, section_heading
