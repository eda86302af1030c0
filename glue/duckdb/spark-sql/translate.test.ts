import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../engine.ts';
import { openProbeEngine } from './testing/open-probe-engine.ts';
import { fixtureTables, readFixture } from './testing/probe.ts';
import { translate } from './translate.ts';

const fixture = await readFixture();
const tables = fixtureTables(fixture);
let engine: Engine;
beforeAll(async () => {
  engine = await openProbeEngine(fixture);
});
afterAll(() => engine.close());

const translateHere = (sql: string) => translate(sql, { file: 'x.sql', tables });

/** Words of which queries are made, so that random text comes near to being one. */
const words = [
  ...'SELECT FROM WHERE GROUP BY HAVING ORDER LIMIT WITH AS UNION ALL JOIN LEFT ON USING CASE WHEN THEN ELSE END AND OR NOT IN LIKE BETWEEN IS NULL OVER PARTITION ROWS LATERAL VIEW EXISTS DISTINCT CAST INTERVAL DATE VALUES'.split(
    ' ',
  ),
  ...'sales items id region quantity price day count sum upper explode split row_number ( ) , . * + - / = <> < > [ ] -> || 1 2.5 1e3 \'a\' "b" `c` ; -- /* */ ::'.split(
    ' ',
  ),
];

describe('any text', () => {
  test('gives findings with places inside it, or SQL that DuckDB can plan', async () => {
    const text = fc.array(fc.constantFrom(...words), { maxLength: 25 }).map((list) => list.join(' '));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          text,
          text.map((rest) => `SELECT ${rest}`),
          fc.string(),
        ),
        async (sql) => {
          const translation = translateHere(sql);
          if (translation.findings === undefined) await engine.connection.prepare(translation.duckdb);
          else {
            expect(translation.findings.length).toBeGreaterThan(0);
            const lines = sql.split('\n').length;
            for (const { place } of translation.findings) expect(place.line ?? 1).toBeLessThanOrEqual(lines);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('of a string comes back as the value that it writes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }).filter((value) => !value.includes('\0')),
        async (value) => {
          const written = value.replace(/[\\']/g, '\\$&');
          const translation = translateHere(`SELECT '${written}' AS x, length('${written}') AS n`);
          if (translation.findings !== undefined) throw new TypeError(JSON.stringify(translation.findings));
          const reader = await engine.connection.runAndReadAll(translation.duckdb);
          // \% and \_ keep their backslash, so that LIKE sees it; here none is written.
          expect(reader.getRowsJson()).toEqual([[value, Array.from(value).length]]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

test('whole numbers of any size compute as BigInt does, or raise', async () => {
  const int = fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n });
  await fc.assert(
    fc.asyncProperty(int, int, fc.constantFrom('+', '-', '*'), async (a, b, operator) => {
      const translation = translateHere(`SELECT CAST('${a}' AS BIGINT) ${operator} CAST('${b}' AS BIGINT) AS x`);
      if (translation.findings !== undefined) throw new TypeError(JSON.stringify(translation.findings));
      const exact = operator === '+' ? a + b : operator === '-' ? a - b : a * b;
      const rows = engine.connection.runAndReadAll(translation.duckdb).then((reader) => reader.getRowsJson());
      if (exact === BigInt.asIntN(64, exact)) expect(await rows).toEqual([[`${exact}`]]);
      else await expect(rows).rejects.toThrow('Overflow');
    }),
    { numRuns: 200 },
  );
});

test('decimals divide as exact fractions do, rounded half up', async () => {
  const digits = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
  await fc.assert(
    fc.asyncProperty(
      digits,
      digits.filter((value) => value !== 0n),
      async (a, b) => {
        const text = (value: bigint) =>
          `CAST(${value < 0n ? '-' : ''}${(value < 0n ? -value : value) / 100n}.${`${(value < 0n ? -value : value) % 100n}`.padStart(2, '0')} AS DECIMAL(14,2))`;
        const translation = translateHere(`SELECT ${text(a)} / ${text(b)} AS x`);
        if (translation.findings !== undefined) throw new TypeError(JSON.stringify(translation.findings));
        // decimal(14,2) / decimal(14,2) is decimal(31,17).
        expect(translation.columns[0]?.type).toBe('decimal(31,17)');
        const reader = await engine.connection.runAndReadAll(translation.duckdb);
        const shown = String(reader.getRowsJson()[0]?.[0]).replace('.', '');
        const scaled = a * 10n ** 17n;
        const [size, by] = [scaled < 0n ? -scaled : scaled, b < 0n ? -b : b];
        const rounded = (size * 2n + by) / (by * 2n);
        expect(BigInt(shown)).toBe(a < 0n !== b < 0n ? -rounded : rounded);
      },
    ),
    { numRuns: 300 },
  );
});
