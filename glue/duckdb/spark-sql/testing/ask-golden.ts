import type { GoldenProbe } from './golden.ts';
import type { SparkAnswer, SparkOracle } from './spark-oracle.ts';

/** Columns of one query: a query costs Spark far more than a column of it. */
const atOnce = 20;

/** What a probe of one expression is made of: `SELECT 1 + 1`, `SELECT n, i + 1 FROM numbers`. */
const oneExpression = /^SELECT (?<key>n, )?(?<list>.*?)(?<from> FROM (?:numbers|texts|moments))?$/;
const clause = /\b(FROM|WHERE|GROUP|HAVING|ORDER|LIMIT|UNION|WITH|WINDOW|LATERAL)\b/i;

interface Part {
  readonly probe: GoldenProbe;
  readonly list: string;
  readonly from: string;
}

/** The parts of a probe that Spark may be asked beside others in one query; undefined: it has to be asked alone. */
function partOf(probe: GoldenProbe): Part | undefined {
  const { key, list = '', from = '' } = oneExpression.exec(probe.sql)?.groups ?? {};
  const { spark } = probe;
  if (spark.error !== undefined || list === '' || clause.test(list) || (key === undefined) !== (from === ''))
    return undefined;
  // One that makes rows of its own would multiply the others'.
  return from === '' && spark.rows.length !== 1 ? undefined : { probe, list, from };
}

/** A probe's columns of the answer to all: its own, behind the key of the rows where there is one. */
function cut(answer: Exclude<SparkAnswer, { error: string }>, part: Part, start: number, width: number): SparkAnswer {
  const own = <T>(cells: readonly T[]): T[] => [
    ...(part.from === '' ? [] : cells.slice(0, 1)),
    ...cells.slice(start, start + width),
  ];
  return { columns: own(answer.columns), rows: answer.rows.map(own) };
}

/** Asks one query for all of them. @returns an answer a probe, or undefined where Spark refuses the whole */
async function askTogether(oracle: SparkOracle, parts: readonly Part[]): Promise<Map<GoldenProbe, SparkAnswer>> {
  const from = parts[0]?.from ?? '';
  const answer = await oracle.ask(
    `SELECT ${from === '' ? '' : 'n, '}${parts.map(({ list }) => list).join(', ')}${from}`,
  );
  const answers = new Map<GoldenProbe, SparkAnswer>();
  if (answer.error !== undefined) return answers;
  let start = from === '' ? 0 : 1;
  for (const part of parts) {
    const { spark } = part.probe;
    const width = spark.error === undefined ? spark.columns.length - (from === '' ? 0 : 1) : 0;
    answers.set(part.probe, cut(answer, part, start, width));
    start += width;
  }
  return answers;
}

function batches(parts: readonly Part[]): Part[][] {
  return [...Map.groupBy(parts, ({ from }) => from).values()].flatMap((same) =>
    Array.from({ length: Math.ceil(same.length / atOnce) }, (_, index) =>
      same.slice(index * atOnce, (index + 1) * atOnce),
    ),
  );
}

/**
 * Asks Spark every probe again: expressions many in a query, and by itself whatever is more than that or came out otherwise than before,
 * so that no answer is put down to its neighbours.
 * @param isSame whether an answer is what was written down
 */
export async function askGolden(
  oracle: SparkOracle,
  golden: readonly GoldenProbe[],
  isSame: (answer: SparkAnswer, before: SparkAnswer) => boolean,
): Promise<ReadonlyMap<GoldenProbe, SparkAnswer>> {
  const together = batches(golden.flatMap((probe) => partOf(probe) ?? []));
  const found = await Promise.all(together.map((parts) => askTogether(oracle, parts)));
  const same = found.flatMap((answers) => [...answers].filter(([probe, answer]) => isSame(answer, probe.spark)));
  const answers = new Map(same);
  const alone = golden.filter((probe) => !answers.has(probe));
  const rest = await oracle.askAll(alone.map(({ sql }) => sql));
  for (const [index, probe] of alone.entries()) {
    const answer = rest[index];
    if (answer !== undefined) answers.set(probe, answer);
  }
  return answers;
}
