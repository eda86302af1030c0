SELECT region, amount, orders FROM b
