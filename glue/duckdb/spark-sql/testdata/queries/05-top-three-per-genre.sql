WITH ranked AS (
  SELECT genre, title, worldwide_gross_usd,
         DENSE_RANK() OVER (PARTITION BY genre ORDER BY worldwide_gross_usd DESC NULLS LAST, movie_id) AS r,
         ROUND(PERCENT_RANK() OVER (PARTITION BY genre ORDER BY worldwide_gross_usd NULLS FIRST), 4) AS pr,
         NTILE(4) OVER (PARTITION BY genre ORDER BY worldwide_gross_usd DESC, movie_id) AS quartile
  FROM movie_details
)
SELECT genre, r, title, worldwide_gross_usd, pr, quartile FROM ranked WHERE r <= 3 ORDER BY genre, r
