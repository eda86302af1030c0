SELECT region, amount, orders FROM c
