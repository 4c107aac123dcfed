-- An item's completion is the mean of its targets' (docs/decisions/0005-averages.md).
SELECT
  org_code, org_name, section_id, section_number, section_heading, item_id, item_number,
  CAST(item_weight AS DOUBLE) AS item_weight,
  SUM(reached * CAST(target_weight AS DOUBLE))
    / SUM(CASE WHEN reached IS NOT NULL THEN CAST(target_weight AS DOUBLE) END) AS reached,
  SUM(CAST(expected AS DOUBLE) * CAST(target_weight AS DOUBLE)) / SUM(CAST(target_weight AS DOUBLE)) AS expected,
  SUM(CASE WHEN light = 'overdue' THEN 1 ELSE 0 END) AS overdue,
  SUM(CASE WHEN light = 'lagging' THEN 1 ELSE 0 END) AS lagging,
  SUM(CASE WHEN light = 'not_reported' THEN 1 ELSE 0 END) AS not_reported,
  SUM(CASE WHEN light = 'on_track' THEN 1 ELSE 0 END) AS on_track,
  SUM(CASE WHEN light = 'done' THEN 1 ELSE 0 END) AS done,
  SUM(CASE WHEN answered THEN 1 ELSE 0 END) AS answered,
  SUM(CASE WHEN submitted IS NOT NULL THEN 1 ELSE 0 END) AS submitted,
  COUNT(*) AS targets
FROM counted
GROUP BY org_code, org_name, section_id, section_number, section_heading, item_id, item_number, item_weight
