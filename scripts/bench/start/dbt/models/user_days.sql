select day, sum(events) as events, sum(users) as users from {{ ref('user_activity_daily') }} group by all
