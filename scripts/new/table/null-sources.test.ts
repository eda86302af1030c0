import { expect, test } from 'vitest';
import { parseStatement } from '../../../glue/duckdb/spark-sql/parse-query.ts';
import { makesNull, nullSources } from './null-sources.ts';

test.each([
  ['SELECT * FROM a JOIN b ON a.x = b.x', []],
  ['SELECT * FROM a LEFT JOIN b ON a.x = b.x', ['b']],
  ['SELECT * FROM a RIGHT JOIN b ON a.x = b.x', ['a']],
  ['SELECT * FROM a FULL JOIN b ON a.x = b.x LEFT JOIN c ON a.x = c.x', ['a', 'b', 'c']],
  ['WITH c AS (SELECT x FROM b) SELECT * FROM a LEFT JOIN c ON a.x = c.x', ['b']],
  ['WITH c AS (SELECT a.x FROM a LEFT JOIN b ON a.x = b.x) SELECT x FROM c', ['b']],
  ['WITH b AS (SELECT x FROM b) SELECT * FROM a LEFT JOIN b ON a.x = b.x', ['b']],
  ['SELECT * FROM a LEFT JOIN (SELECT b.x FROM b JOIN d ON b.x = d.x) AS e ON a.x = e.x', ['b', 'd']],
])('%s may lack rows of %j', (sql, names) => {
  expect([...nullSources(parseStatement(sql))].sort()).toEqual(names);
});

test.each([
  ['a', false],
  ['NULLIF(a, 0)', true],
  ['COALESCE(NULLIF(a, 0), 1)', false],
  ['CASE WHEN a > 1 THEN 1 END', true],
  ['SUM(CASE WHEN a > 1 THEN 1 ELSE 0 END)', false],
  ['TRY_CAST(a AS BIGINT)', true],
])('%s can be null of itself: %j', (expression, isNull) => {
  const { body } = parseStatement(`SELECT ${expression} AS x FROM t`);
  const [item] = body.kind === 'select' ? body.items : [];
  expect(item !== undefined && makesNull(item.expression)).toBe(isNull);
});
