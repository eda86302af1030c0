import type { DatasetSchema } from '../../../schema/dataset-schema.ts';
import type { Limits } from '../../limits.ts';
import type { Tier } from '../../tier.ts';
import { type CleanRun, runClean } from '../run-clean.ts';

/** One way to run the engine: the fastest tier that may read, and the sizes of the chunks, over and over. */
export interface Way {
  readonly fastest: Tier;
  readonly chunks: readonly number[];
}

/** Where two ways came to something else. */
export interface Disagreement {
  readonly output: 'clean' | 'quarantine' | 'rejects' | 'result' | 'thrown';
  readonly way: Way;
  /** The first line of that output in which they differ, of the reference and of the other way. */
  readonly expected: string;
  readonly got: string;
}

export interface Compared {
  readonly reference: CleanRun | undefined;
  readonly disagreement: Disagreement | undefined;
}

type Outcome = { readonly run: CleanRun } | { readonly thrown: string };

const messageOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

function firstDifference(expected: string, got: string): { expected: string; got: string } {
  const [left, right] = [expected.split('\n'), got.split('\n')];
  const at = left.findIndex((line, index) => line !== right[index]);
  const index = at < 0 ? left.length : at;
  const show = (lines: readonly string[]): string =>
    index < lines.length ? `${index + 1}: ${lines[index]}` : `only ${lines.length} lines`;
  return { expected: show(left), got: show(right) };
}

const outputs = ['clean', 'quarantine', 'rejects'] as const;

const endings = new Set(['gzip-damaged', 'file-cut', 'inflates-too-far']);

/** What is left to compare where the number of records depends on the chunks. */
const damagedResult = ({ result: { status, findings } }: CleanRun): string =>
  JSON.stringify([status, findings.map(({ code }) => code).filter((code) => endings.has(code))]);

/** Inflating was stopped: at which byte depends on what the chunks had brought. */
const isStopped = ({ result }: CleanRun): boolean => result.findings.some(({ code }) => code === 'inflates-too-far');

function differenceOf(reference: CleanRun, run: CleanRun, way: Way, damaged: boolean): Disagreement | undefined {
  if (damaged || isStopped(reference)) {
    const [expected, got] = [damagedResult(reference), damagedResult(run)];
    return expected === got ? undefined : { output: 'result', way, expected, got };
  }
  const output = outputs.find((name) => reference[name] !== run[name]);
  if (output !== undefined) return { output, way, ...firstDifference(reference[output], run[output]) };
  const [expected, got] = [reference, run].map(({ result }) => JSON.stringify(result, null, 1));
  if (expected === got || expected === undefined || got === undefined) return undefined;
  return { output: 'result', way, ...firstDifference(expected, got) };
}

/**
 * Runs the engine over the same bytes by the reference and in other ways, and compares every byte that comes out and the whole report.
 * What is thrown is a disagreement too: data never makes the engine throw.
 * @param damaged the gzip stream ends early: then only what is said of the file is compared
 */
export async function compareTiers(
  schema: DatasetSchema,
  bytes: Uint8Array,
  ways: readonly Way[],
  { limits, damaged = false }: { limits?: Partial<Limits>; damaged?: boolean } = {},
): Promise<Compared> {
  const runBy = async (way: Way): Promise<Outcome> => {
    try {
      return { run: await runClean(bytes, schema, { ...way, ...(limits === undefined ? {} : { limits }) }) };
    } catch (error) {
      return { thrown: messageOf(error) };
    }
  };
  const base: Way = { fastest: 'reference', chunks: [65_536] };
  const reference = await runBy(base);
  if ('thrown' in reference) {
    return {
      reference: undefined,
      disagreement: { output: 'thrown', way: base, expected: 'a result', got: reference.thrown },
    };
  }
  for (const way of ways) {
    const other = await runBy(way);
    const disagreement: Disagreement | undefined =
      'thrown' in other
        ? { output: 'thrown', way, expected: 'a result', got: other.thrown }
        : differenceOf(reference.run, other.run, way, damaged);
    if (disagreement !== undefined) return { reference: reference.run, disagreement };
  }
  return { reference: reference.run, disagreement: undefined };
}
