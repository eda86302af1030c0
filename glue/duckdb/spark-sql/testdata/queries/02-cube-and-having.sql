SELECT region, online, COUNT(*) AS n, SUM(quantity) AS pieces, AVG(quantity) AS mean_pieces
FROM sales_records
GROUP BY CUBE (region, online)
HAVING COUNT(*) > 3
ORDER BY region NULLS FIRST, online NULLS FIRST, n
