SELECT a.region AS a, b.region AS b, ROUND(2 * 6371 * asin(sqrt(power(sin(radians(b.latitude - a.latitude) / 2),
  2) + cos(radians(a.latitude)) * cos(radians(b.latitude)) * power(sin(radians(b.longitude - a.longitude) / 2), 2))),
  1) AS km
FROM regions a JOIN regions b ON a.region < b.region ORDER BY a, b
