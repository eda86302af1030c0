SELECT upper(region) AS region, sum(quantity) AS quantity FROM sales_by_region GROUP BY upper(region)
