upper(5)
concat(1,'a',2.5)
concat(1,2)
length(123)
length(true)
substring('abc', 2L)
substring('abc', '2')
substring('abc', 2.7)
date_add(date'2024-01-01', 2L)
date_add('2024-01-01', 2)
date_add(date'2024-01-01', '2')
date'2024-01-01' + 1L
date'2024-01-01' + 1
1 + date'2024-01-01'
date'2024-01-01' - 1
date'2024-01-03' - date'2024-01-01'
timestamp'2024-01-03' - timestamp'2024-01-01'
date'2024-01-03' + interval 1 week
date'2024-01-03' + interval 1 day
date'2024-01-03' + interval 1 day 2 hours
date'2024-01-03' + interval 1 month
date'2024-01-31' + interval '1' month
date'2024-01-03' + interval 1 month 1 day
date'2024-01-03' + interval '1 day'
timestamp'2024-01-03 01:02:03' + interval '1 day'
'5' + 3
'5' + 3.5
'5.5' + 3
'5' * '3'
'5' / 2
5 / 2
5 div 2
5.5 div 2
5 % 3
-5 % 3
5.5 % 2
1.5 = '1.5'
1 = '1'
1 = '1.0'
true = 'true'
true = 1
date'2024-01-01' = '2024-01-01'
date'2024-01-01' < timestamp'2024-01-01 01:00:00'
case when true then 1 else 'a' end
case when false then 1 else '7' end
coalesce(1,'2')
coalesce(1.5, 2)
coalesce(date'2024-01-01', '2024-01-05')
if(true, 1, 2.5)
array(1,'2')
array(1,2.5)
greatest(1,'2')
greatest(1, null, 3)
nvl(null, 'x')
nvl(1, 'x')
nullif(1, '1')
1::int
cast(1.0D as string)
cast(cast(0.1 as decimal(20,10)) as string)
cast(0.0000001 as string)
1 in ('1', 2)
'a' in (1,2)
concat('a', 1.5D)
concat(array(1), array(2))
round(2.5)
round(2.5D)
round(25, -1)
round(2.567, 2)
round(cast(2.567 as double), 2)
floor(2.5)
floor(2.5D)
ceil(2.5)
ceil(-2.5D)
abs(-2.5)
sum(1)
avg(1.5)
avg(1)
sum(1.5)
count(1)
round(1.005D, 2)
0.285D
sign(-3)
power(2, 10)
sqrt(-1)
ln(0)
log10(0)
log(2, 8)
exp(1)
pmod(-7, 3)
1/0
1.0/3
1.00/3.00
mod(7,0)
substring('hello',0,2)
left('hello',-1)
instr('hello','l')
initcap('hello wORLD-foo bar')
lpad('abc',5,'xy')
lpad('abc',2,'xy')
lpad('abc',5)
split('a,b,c',',')
split('abc','')
split('a,b,,',',')
split('a,b,c',',',2)
split_part('a,b,c',',',2)
regexp_replace('abc123','([a-z]+)([0-9]+)','$2-$1')
regexp_extract('abc123','([a-z]+)([0-9]+)',2)
regexp_extract('abc123','z([0-9]+)',1)
regexp_extract_all('a1b2','([a-z])([0-9])',2)
date_trunc('MONTH', timestamp'2024-05-17 10:11:12')
trunc(date'2024-05-17','MM')
months_between(date'2024-03-31', date'2024-02-29')
months_between('2024-03-15', '2024-02-29')
datediff(date'2024-03-31', date'2024-02-29')
date_format(timestamp'2024-05-07 03:04:05.678','yyyy-MM-dd HH:mm:ss.SSS EEE EEEE MMM MMMM a h D')
to_date('2024-5-7','yyyy-MM-dd')
to_date('2024-5-7','yyyy-M-d')
to_date('07/05/2024','dd/MM/yyyy')
to_date('x')
to_timestamp('2024-05-07 01:02:03')
unix_timestamp('2024-05-07 01:02:03')
unix_timestamp(timestamp'2024-05-07 01:02:03')
from_unixtime(0)
dayofweek(date'2024-05-07')
weekday(date'2024-05-07')
extract(dow from date'2024-05-07')
extract(week from date'2024-05-07')
last_day('2024-02-05')
next_day(date'2024-05-07','Mon')
year('2024-05-07')
hour('2024-05-07 03:00:00')
make_date(2024,2,30)
cast('2024-1-5' as date)
cast('2024-01-05T10:11:12Z' as timestamp)
cast('2024' as date)
cast(3.7D as bigint)
cast(' 12 ' as int)
cast('1e2' as int)
cast('1.5' as int)
cast('1e2' as double)
cast('' as int)
cast('abc' as boolean)
cast('Y' as boolean)
cast(2 as boolean)
cast(300 as tinyint)
cast(1.005 as decimal(3,2))
cast(timestamp'2024-01-01 01:02:03.5' as string)
cast(timestamp'2024-01-01 01:02:03.5' as bigint)
cast(date'2024-01-01' as int)
cast(12 as timestamp)
cast(true as int)
array(1,2,3)[3]
element_at(array(1,2,3),-1)
element_at(array(1,2,3),5)
size(null)
size(array(1,2))
cardinality(cast(null as array<int>))
sort_array(array(3,null,1))
array_sort(array(3,null,1))
array_contains(array(1,null),2)
array_contains(array('a','b'),'a')
get_json_object('{"a":{"b":[1,2]}}','$.a.b[1]')
get_json_object('{"a":"x"}','$.a')
get_json_object('{bad','$.a')
from_json('{"a":1,"b":"x"}','a INT, b STRING')
to_json(named_struct('a',1,'b','x'))
format_number(1234567.891, 2)
format_string('%05d %s', 42, 'x')
hash('a')
md5('a')
sha2('a',256)
crc32('a')
stddev(1)
to_number('1,234.5','9,999.9')
to_char(1234.5,'9,999.9')
bround(2.5)
bround(2.5D)
try_divide(1,0)
try_add(2147483647,1)
2147483647 + 1
cast(9223372036854775807 as bigint)+1
ifnull(null,1)
nvl2(null,1,2)
decode(1,1,'a',2,'b','c')
'a' || 1
!true
1 <=> null
1 == 1
not null
typeof(interval 1 week)
'abc' like 'a%'
'a_c' like 'a\\_c'
'abc' rlike '^a.c$'
'abc' ilike 'A%'
isnan(1.0D)
positive(1)
negative(1)
e()
pi()
cast(1.5 as float)
timestampdiff(DAY, date'2024-01-01', date'2024-02-01')
dateadd(MONTH, 1, date'2024-01-31')
date_diff(date'2024-02-01', date'2024-01-01')
datediff(MONTH, date'2024-01-31', date'2024-02-29')
timestampadd(HOUR, 2, timestamp'2024-01-01')
date_part('year', date'2024-01-01')
sequence(1,3)
slice(array(1,2,3),2,2)
array_join(array('a',null,'b'),',')
flatten(array(array(1),array(2)))
arrays_overlap(array(1),array(1))
space(3)
repeat('ab',2)
ascii('a')
chr(65)
char_length('abc')
substring_index('a.b.c','.',2)
translate('abc','ab','x')
replace('abc','b')
overlay('abc' placing 'x' from 2)
levenshtein('a','b')
soundex('abc')
startswith('abc','a')
contains('abc','b')
concat_ws(',', 'a', null, 'b')
concat_ws(',', array('a','b'), 'c')
concat_ws(',', 1, 2)
elt(2,'a','b')
find_in_set('b','a,b')
bool_and(true)
max(struct(1,2))
cast(null as int)
percentile(1,0.5)
median(1)
mode(1)
