-- Across districts: counts are added; of shares the numerators and the denominators are, never the percentages.
-- What was not reported is not zero: it is in no sum, and the target it would be held against is not either.
SELECT
  indicators.indicator,
  COUNT(DISTINCT org_code) AS districts,
  COUNT(*) AS targets,
  SUM(CASE WHEN value IS NOT NULL THEN 1 ELSE 0 END) AS known,
  SUM(CASE WHEN value IS NOT NULL AND submitted IS NULL THEN 1 ELSE 0 END) AS carried,
  CASE WHEN MIN(catalogue.total) = 'sum' THEN SUM(target_value) END AS target_value,
  CASE WHEN MIN(catalogue.total) = 'sum' THEN SUM(value) END AS value,
  CASE WHEN MIN(catalogue.total) = 'sum' THEN SUM(CASE WHEN value IS NOT NULL THEN target_value END) END AS target_of_known,
  CASE WHEN MIN(catalogue.total) = 'share' THEN SUM(numerator) END AS numerator,
  CASE WHEN MIN(catalogue.total) = 'share' THEN SUM(denominator) END AS denominator,
  MIN(target_value) AS least_target,
  MAX(target_value) AS most_target
FROM indicators JOIN catalogue ON indicators.indicator = catalogue.code
WHERE fit = 'ok'
GROUP BY indicators.indicator
