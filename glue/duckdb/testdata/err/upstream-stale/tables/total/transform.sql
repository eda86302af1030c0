SELECT region, amount, orders FROM by_region
