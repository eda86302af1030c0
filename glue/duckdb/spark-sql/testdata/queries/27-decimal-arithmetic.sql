SELECT item, unit_price,
  unit_price * 1.19 AS gross,
  unit_price / 3 AS third,
  unit_price % 7 AS rest,
  CAST(unit_price * 0.85 AS DECIMAL(10, 2)) AS discounted,
  ROUND(unit_price * 1.0725, 2) AS taxed,
  BROUND(unit_price / 2, 1) AS half,
  FLOOR(unit_price) AS fl, CEIL(unit_price) AS ce, -unit_price AS neg, ABS(unit_price - 100) AS dist,
  unit_price + 1 AS plus, unit_price DIV 10 AS tens
FROM items ORDER BY item
