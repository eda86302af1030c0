-- Expressions over the fixture's rows: each line is SELECT n, … FROM the table that the section names.
-- from numbers
i + 1L
i - b % 10
b / 2
d / 2
m / 2
m * m
m + w
m - i
w * 2
w / 3
w % 7
m * 1.5
i * 0.5
d * 2
-i
+m
abs(m)
round(m, 2)
round(d)
round(d, 1)
round(m)
round(w, -1)
round(b, -1)
bround(m, 2)
floor(m)
ceil(m)
floor(d / 1e10)
ceil(w)
floor(i)
sign(d)
sqrt(abs(d))
cast(m as int)
cast(m as double)
cast(d as decimal(38,3))
cast(m as decimal(10,1))
cast(m as string)
cast(w as string)
cast(i as string)
cast(t as string)
cast(t as int)
cast(i as boolean)
cast(s as int)
cast(s as bigint)
cast(s as double)
cast(s as decimal(10,2))
try_cast(s as date)
try_cast(m as tinyint)
try_cast(b as int)
try_cast(d as bigint)
cast(i as decimal(12,2))
i = s
s > 5
i between -7 and 7
i not between -7 and 7
i in (7, 10, null)
i not in (7, 10)
m in (1.005, 2.675)
i is null
i is not null
t is true
t is not true
t is false
not t
t and i > 0
t or i > 0
i <=> null
m <=> 1.005
m > d
i > m
case when i > 0 then 'plus' when i < 0 then 'minus' else 'zero' end
case i when 7 then m when -7 then d end
case when i > 0 then i end
if(i > 0, m, 0)
coalesce(i, b, 0)
coalesce(m, 0)
coalesce(d, m)
nvl(s, 'none')
nvl2(s, i, -1)
nullif(i, 0)
nullif(m, 0)
greatest(i, 3)
least(m, 1.5)
greatest(d, m)
pmod(i, 4)
mod(i, 4)
i % 4
b div 3
m div 2
try_divide(b, i)
try_divide(m, w)
try_add(i, 1)
try_multiply(b, 2)
isnan(d)
decode(i, 7, 'seven', -7, 'minus', 'other')
decode(t, true, 'y', false, 'n')
concat('n=', i, ';', m)
i || s
format_number(i, 0)
format_number(m, 3)
lpad(i, 5, '0')
substring(s, 1, 1)
power(i % 10, 2)
ln(abs(i % 10) + 1)
log10(10)
exp(i % 3)
width_bucket(d, 0D, 10D, 5)
round(d * 100) / 100
cast(round(m, 2) as decimal(10,2))
i / nullif(n - 6, 0)
array(i, n)[1]
element_at(array(i, n), -1)
named_struct('a', i, 'b', m).a
size(array(i, b))
array_max(array(i, n))
sort_array(array(i, n, 3))
array_contains(array(i, n), 7)
transform(array(i, n), x -> x % 5)
filter(array(i, n), x -> x > 3)
exists(array(i, n), x -> x > 3)
forall(array(i, n), x -> x > 3)
array_join(transform(array(i, n), x -> cast(x as string)), '-')
sequence(1, n)
-- from texts
upper(s)
lower(s)
length(s)
trim(s)
ltrim(s)
rtrim(s)
reverse(substring(s, 1, 3))
initcap(s)
substring(s, 3)
substring(s, -3)
substring(s, -4, 2)
substring(s, -20, 12)
substring(s, 0, 3)
substring(s, 2, -1)
substr(s, 1, 5)
left(s, 3)
right(s, 3)
lpad(s, 8, '*')
rpad(s, 8)
lpad(s, 3, 'ab')
repeat(s, 2)
concat(s, '!')
s || '-' || n
concat_ws('|', s, n, null)
replace(s, 'a', 'AA')
replace(s, '')
translate(s, 'abc', 'xy')
instr(s, 'o')
locate('o', s)
locate('o', s, 6)
position('d' in s)
position('d', s)
startswith(s, 'He')
endswith(s, 'd')
contains(s, '-')
s like '%o%'
s like '50\\%'
s like 'a-b\\_%'
s like '_ello%'
s not like '%a%'
s ilike 'HELLO%'
s like any ('H%', '%c')
s like all ('%e%', '%o%')
s rlike '^[a-z]'
s rlike '\\d+'
s rlike '\\s'
regexp_replace(s, '[0-9]+', '#')
regexp_replace(s, '([a-z])([0-9])', '$2$1')
regexp_replace(s, '\\s+', ' ')
regexp_replace(s, '[^A-Za-z]', '')
regexp_extract(s, '([a-z])([0-9]+)', 2)
regexp_extract(s, '[0-9]+', 0)
regexp_extract_all(s, '([0-9]+)', 1)
regexp_like(s, 'o.*o')
regexp_count(s, '[a-z]')
split(s, ',')
split(s, '\\.')
split(s, ' ')
split(s, '[,.]')
split(s, '[0-9]+')
size(split(s, ','))
split(s, ',')[0]
split_part(s, '-', 1)
split_part(s, ',', -1)
substring_index(s, ',', 2)
substring_index(s, ',', -1)
ascii(s)
md5(s)
sha1(s)
sha2(s, 256)
s = ''
s > 'a'
s is null or s = ''
coalesce(nullif(trim(s), ''), 'empty')
try_cast(s as int)
try_cast(s as date)
try_cast(s as timestamp)
try_cast(s as double)
try_cast(s as boolean)
try_cast(s as decimal(5,1))
try_to_timestamp(s, 'yyyy-MM-dd')
char_length(s)
octet_length(s)
levenshtein(s, 'hello')
find_in_set('b', s)
array_join(split(s, ','), ';')
array_contains(split(s, ','), 'b')
array_distinct(split(s, ','))
array_position(split(s, ','), 'c')
element_at(split(s, ','), 1)
slice(split(s, ','), 2, 2)
array_sort(split(s, ','))
transform(split(s, ','), (x, i) -> concat(i, x))
array_remove(split(s, ','), '')
flatten(array(split(s, ','), array('z')))
concat(split(s, ','), array('z'))
case when s like '%a%' then 1 when length(s) > 5 then 2 else 3 end
-- from moments
year(d)
month(d)
day(d)
dayofmonth(ts)
quarter(d)
dayofweek(d)
weekday(d)
dayofyear(d)
weekofyear(d)
hour(ts)
minute(ts)
second(ts)
extract(year from d)
extract(hour from ts)
extract(dow from d)
extract(doy from d)
extract(week from ts)
date_part('month', d)
date_add(d, 30)
date_add(d, n)
date_sub(d, 1)
d + 1
d - n
datediff(e, d)
datediff(us, ts)
datediff(day, d, e)
datediff(month, d, e)
timestampdiff(month, ts, us)
timestampdiff(hour, ts, us)
timestampdiff(second, ts, us)
timestampdiff(year, ts, us)
timestampadd(hour, 5, ts)
timestampadd(month, 1, ts)
dateadd(month, n, d)
add_months(d, 1)
add_months(d, -12)
months_between(e, d)
months_between(us, ts)
months_between(us, ts, false)
last_day(d)
next_day(d, 'Mon')
next_day(d, 'sunday')
trunc(d, 'MM')
trunc(d, 'year')
trunc(d, 'week')
trunc(d, 'quarter')
trunc(ts, 'MONTH')
date_trunc('month', ts)
date_trunc('hour', ts)
date_trunc('week', d)
date_trunc('DAY', ts)
date_trunc('minute', ts)
date_trunc('second', ts)
date_format(d, 'yyyy-MM')
date_format(ts, 'yyyy-MM-dd HH:mm:ss')
date_format(ts, 'dd/MM/yy')
date_format(ts, 'MMM d, yyyy')
date_format(ts, 'EEEE, MMMM dd')
date_format(ts, 'EEE h:mm a')
date_format(ts, 'yyyyMMdd''T''HHmmss')
date_format(ts, 'HH:mm:ss.SSS')
date_format(d, 'D')
date_format(d, 'QQ')
date_format(d, 'w')
to_date(ts)
to_date(cast(d as string))
to_date(date_format(d, 'dd.MM.yyyy'), 'dd.MM.yyyy')
to_date(date_format(d, 'yyyyMMdd'), 'yyyyMMdd')
to_date(date_format(d, 'MMM d yyyy'), 'MMM d yyyy')
to_timestamp(date_format(ts, 'yyyy-MM-dd HH:mm'), 'yyyy-MM-dd HH:mm')
to_timestamp(date_format(ts, 'MM/dd/yyyy hh:mm:ss a'), 'MM/dd/yyyy hh:mm:ss a')
to_timestamp(cast(ts as string))
unix_timestamp(ts)
unix_timestamp(d)
unix_timestamp(cast(date_trunc('second', ts) as string))
from_unixtime(unix_timestamp(ts))
from_unixtime(unix_timestamp(ts), 'yyyy-MM-dd')
unix_seconds(ts)
unix_millis(ts)
unix_micros(ts)
unix_date(d)
timestamp_seconds(n)
timestamp_millis(1700000000123)
cast(ts as date)
cast(d as timestamp)
cast(ts as string)
cast(d as string)
cast(ts as bigint)
cast(ts as double)
cast(cast(ts as string) as timestamp)
make_date(2024, n, 1)
d < e
ts < us
d = to_date(ts)
d >= '2024-01-01'
d between '2024-01-01' and date'2024-12-31'
ts >= '2024-02-01 00:00:00'
ts > d
d + interval 1 month
d - interval 1 year
d + interval '10' days
d + interval 2 weeks
ts + interval 90 minutes
ts - interval 1 day
ts + interval 1 day 2 hours
ts + interval '1 hour 30 minutes'
greatest(d, e)
coalesce(d, e)
case when d > e then d else e end
concat(year(d), '-', lpad(month(d), 2, '0'))
sequence(d, date_add(d, 2))
size(sequence(d, date_add(d, 2), interval 1 day))
date_format(add_months(trunc(d, 'MM'), 1), 'yyyy-MM-dd')
