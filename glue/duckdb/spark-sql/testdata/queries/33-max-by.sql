SELECT genre, max_by(title, worldwide_gross_usd) AS top_film, min_by(title, movie_id) AS o FROM movie_details
  WHERE worldwide_gross_usd > 10000000 GROUP BY genre ORDER BY genre
