SELECT DISTINCT
  item,
  regexp_extract(item, '^([a-z]+)-(\\w+)', 2) AS second,
  regexp_replace(item, '[^a-z0-9]+', '_') AS slug,
  item RLIKE '[0-9]+$' AS ends_in_digit,
  regexp_count(item, '-') AS dashes,
  regexp_like(item, '^(laptop|monitor)') AS screen
FROM items ORDER BY item
