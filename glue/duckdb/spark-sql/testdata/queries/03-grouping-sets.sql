SELECT country, category, month, SUM(revenue_usd) AS revenue_usd, SUM(transactions) AS transactions
FROM sales_daily
GROUP BY GROUPING SETS ((country, category), (country, month), (category), ())
ORDER BY country NULLS LAST, category NULLS LAST, month NULLS LAST, revenue_usd
