select cast("timestamp" as date) as day, region, lower(item) as item, count(*) as transactions, sum(quantity) as quantity
from {{ ref('sales_latest') }} group by all
