select cast("timestamp" as date) as day, location, action, device_type, count(*) as events, count(distinct user_id) as users
from {{ ref('user_logs') }} group by all
