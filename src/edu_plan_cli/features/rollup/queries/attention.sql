-- What needs asking about: overdue, lagging, or not reported. "short" is how far it is below its time progress.
SELECT
  org_code, org_name, section_number, target_id, target_label, target_name, lead, light, completion, expected,
  CAST(expected AS DOUBLE) - COALESCE(reached, 0) AS short, source, plan_source,
  completion_exact, expected_exact
FROM counted
WHERE light IN ('overdue', 'lagging', 'not_reported')
