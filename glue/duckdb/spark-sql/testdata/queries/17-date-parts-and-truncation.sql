SELECT DISTINCT
  release_date,
  year(release_date) AS y, quarter(release_date) AS q, month(release_date) AS m, dayofmonth(release_date) AS d,
  dayofweek(release_date) AS dow, weekday(release_date) AS wd, dayofyear(release_date) AS doy,
  weekofyear(release_date) AS woy,
  date_trunc('QUARTER', release_date) AS quarter_start, trunc(release_date, 'MM') AS month_start,
  last_day(release_date) AS month_end, add_months(release_date, 3) AS plus3, next_day(release_date, 'MON') AS monday,
  date_add(release_date, 30) AS plus30, months_between(DATE '2020-01-31', release_date) AS months,
  date_format(release_date, 'yyyy-MM') AS ym, EXTRACT(YEAR FROM release_date) AS ey, date_part('week',
  release_date) AS pw
FROM movies
ORDER BY release_date NULLS FIRST
