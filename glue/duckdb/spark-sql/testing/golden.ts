import { readFile, writeFile } from 'node:fs/promises';
import type { Verdict } from './judge-probe.ts';
import type { Probe } from './probe.ts';
import type { SparkAnswer } from './spark-oracle.ts';

/** What Spark said to a probe, and how DuckDB's answer stood to it when that was written. */
export interface GoldenProbe extends Probe {
  readonly spark: SparkAnswer;
  readonly outcome: Verdict['outcome'];
}

const path = new URL('../testdata/golden.ndjson', import.meta.url);

/** The committed answers, one JSON object a line. */
export async function readGolden(): Promise<GoldenProbe[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
  return lines.map((line): GoldenProbe => JSON.parse(line));
}

/** Replaces the committed answers. */
export async function writeGolden(probes: readonly GoldenProbe[]): Promise<void> {
  await writeFile(path, probes.map((probe) => `${JSON.stringify(probe)}\n`).join(''));
}
