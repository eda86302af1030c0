SELECT region, amount, orders FROM a
