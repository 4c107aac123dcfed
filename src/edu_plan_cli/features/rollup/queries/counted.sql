-- What enters an average: at most 100 %, 100 % for what is done (within its tolerance); NULL for what was not reported.
-- What was dropped counts nowhere.
SELECT
  observations.*,
  CAST(CASE
    WHEN completion IS NULL THEN NULL
    WHEN light = 'done' OR completion > 1 THEN 1
    WHEN completion < 0 THEN 0
    ELSE completion
  END AS DOUBLE) AS reached
FROM observations
WHERE light <> 'dropped'
