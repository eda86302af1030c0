select month, region, quantity, lag(quantity) over (partition by region order by month) as previous_quantity
from (select date_trunc('month', day) as month, region, sum(quantity) as quantity from {{ ref('sales_daily') }} group by all)
