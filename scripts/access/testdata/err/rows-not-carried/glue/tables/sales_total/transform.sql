SELECT sum(quantity) AS quantity FROM sales_records
