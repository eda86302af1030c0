SELECT region, sum(quantity) AS quantity FROM sales_records GROUP BY region
