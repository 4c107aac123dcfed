-- Targets that name an indicator, and whether they can be added up: 'ok', or why not.
-- Units have been made those of the catalogue's base before (人 for 万人), so equal units are equal text.
SELECT
  counted.org_code, counted.org_name, counted.indicator, counted.target_label, counted.target_name, counted.kind,
  counted.unit, counted.target_value, counted.value, counted.numerator, counted.denominator, counted.completion,
  counted.light, counted.answered, counted.submitted, counted.source, counted.plan_source,
  counted.completion_exact,
  CASE
    WHEN catalogue.code IS NULL THEN 'unknown'
    WHEN catalogue.total = 'share' AND counted.kind NOT IN ('share', 'coverage', 'increase') THEN 'kind'
    WHEN counted.unit IS NULL THEN 'kind'
    WHEN catalogue.unit <> counted.unit THEN 'unit'
    ELSE 'ok'
  END AS fit
FROM counted LEFT JOIN catalogue ON counted.indicator = catalogue.code
WHERE counted.indicator IS NOT NULL
