SELECT item, pos, word
FROM (SELECT DISTINCT item FROM sales_records) i
LATERAL VIEW OUTER posexplode(split(item, '-')) w AS pos, word
ORDER BY item, pos
