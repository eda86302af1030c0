import type { DatasetSchema } from '../../../schema/dataset-schema.ts';
import { anyFile, type FuzzFile } from './any-file.ts';
import { anySchema, type FuzzSchema } from './any-schema.ts';
import { compareTiers, type Disagreement, type Way } from './compare-tiers.ts';
import { createDirtLog, type DirtLog } from './dirt-log.ts';
import { createRandom, type Random } from './random.ts';
import { shrinkPieces } from './shrink-pieces.ts';

/** How much to try. */
export interface FuzzPlan {
  readonly seed: number;
  readonly schemas: number;
  /** Records of all files together, about. */
  readonly records: number;
  readonly format?: DatasetSchema['format'] | undefined;
  /** How many failing schemas to find before it stops; default 1. */
  readonly mostFailures?: number | undefined;
  readonly progress?: (sofar: FuzzTally) => void;
}

/** What was tried. */
export interface FuzzTally {
  schemas: number;
  files: number;
  /** As the engine counts them. */
  records: number;
  clean: number;
  quarantined: number;
  failedFiles: number;
  /** Clean records by the tier that accepted them, where the engine tells. */
  readonly accepted: Map<string, number>;
  readonly reasons: Map<string, number>;
  readonly findings: Map<string, number>;
  readonly dirt: DirtLog;
}

/** The first case in which two tiers disagree, as small as it could be made. */
export interface FuzzFailure {
  readonly seed: number;
  readonly schema: string;
  readonly limits: FuzzFile['limits'];
  readonly file: Uint8Array;
  readonly disagreement: Disagreement;
}

const chunkSizes: readonly (readonly number[])[] = [
  [1],
  [7, 2],
  [64],
  [1000, 1],
  [4096],
  [8192],
  [65_536],
  [8191, 2],
  [333, 5, 1],
];

const anyChunks = (random: Random, bytes: number): readonly number[] =>
  random.pick(bytes > 20_000 ? chunkSizes.slice(2) : chunkSizes);

/** Files are of very different sizes: some of a handful of records, some that fill several windows. */
function anySize(random: Random, wanted: number): number {
  return Math.min(wanted, random.pick([1, 3, 10, 40, 150, 600, 600, 2500, 9000]));
}

function count(tally: Map<string, number>, key: string, more = 1): void {
  tally.set(key, (tally.get(key) ?? 0) + more);
}

async function shrink(
  { schema, json }: FuzzSchema,
  file: FuzzFile,
  found: Disagreement,
  seed: number,
): Promise<FuzzFailure> {
  const options = { limits: file.limits, damaged: file.damaged };
  let disagreement = found;
  const fails = async (pieces: FuzzFile['pieces']): Promise<boolean> => {
    const compared = await compareTiers(schema, file.toBytes(pieces), [found.way], options);
    if (compared.disagreement !== undefined) disagreement = compared.disagreement;
    return compared.disagreement !== undefined;
  };
  const pieces = await shrinkPieces(file.pieces, fails);
  return { seed, schema: json, limits: file.limits, file: file.toBytes(pieces), disagreement };
}

/** One schema's files. @returns the first disagreement */
async function fuzzSchema(seed: number, plan: FuzzPlan, tally: FuzzTally): Promise<FuzzFailure | undefined> {
  const random = createRandom(seed);
  const fuzz = anySchema(random, plan.format);
  tally.schemas++;
  const most = Math.ceil(plan.records / plan.schemas);
  for (let made = 0; made < most; ) {
    const records = anySize(random, most - made);
    made += records;
    const file = anyFile(random, fuzz.schema, records, tally.dirt);
    const bytes = file.toBytes(file.pieces);
    const ways: readonly Way[] = [
      { fastest: 'bytes', chunks: anyChunks(random, bytes.length) },
      { fastest: 'strings', chunks: anyChunks(random, bytes.length) },
      ...(random.chance(0.1) ? [{ fastest: 'reference', chunks: anyChunks(random, bytes.length) } as const] : []),
    ];
    const options = { limits: file.limits, damaged: file.damaged };
    const { reference, disagreement } = await compareTiers(fuzz.schema, bytes, ways, options);
    if (disagreement !== undefined) return await shrink(fuzz, file, disagreement, seed);
    if (reference === undefined) continue;
    const { result } = reference;
    tally.files++;
    tally.records += result.rowsIn;
    tally.clean += result.rowsClean;
    tally.quarantined += result.rowsQuarantined;
    if (result.status === 'failed') tally.failedFiles++;
    for (const { code, rows } of result.reasons) count(tally.reasons, code, rows);
    for (const { code } of result.findings) count(tally.findings, code);
    // A file that is refused at its header has no records: others have to make up for them.
    if (result.rowsIn === 0) made -= Math.floor(records / 2);
  }
  return undefined;
}

/**
 * Differential fuzz: random schemas, random files for them, and every tier's outputs compared with the reference's, byte by byte.
 * A schema's cases depend on its own seed alone (`seed` + its number): a failure is found again with `seed` and one schema.
 */
export async function fuzzTiers(plan: FuzzPlan): Promise<{ tally: FuzzTally; failures: readonly FuzzFailure[] }> {
  const tally: FuzzTally = {
    ...{ schemas: 0, files: 0, records: 0, clean: 0, quarantined: 0, failedFiles: 0 },
    ...{ accepted: new Map(), reasons: new Map(), findings: new Map(), dirt: createDirtLog() },
  };
  const failures: FuzzFailure[] = [];
  for (let number = 0; number < plan.schemas && failures.length < (plan.mostFailures ?? 1); number++) {
    const failure = await fuzzSchema(plan.seed + number, plan, tally);
    if (failure !== undefined) failures.push(failure);
    plan.progress?.(tally);
  }
  return { tally, failures };
}

/** The failure as a person wants it: how to find it again, the schema, the smallest file, and what differs. */
export function describeFailure({ seed, schema, limits, file, disagreement }: FuzzFailure): string {
  const { output, way, expected, got } = disagreement;
  const bytes = Buffer.from(file);
  return [
    `${way.fastest} (chunks of ${way.chunks.join(', ')}) disagrees with the reference in ${output}`,
    `  reference: ${expected.slice(0, 2000)}`,
    `  ${way.fastest}: ${got.slice(0, 2000)}`,
    `  seed: ${seed}`,
    `  schema: ${schema}`,
    `  limits: ${JSON.stringify(limits)}`,
    `  file (${bytes.length} bytes): ${JSON.stringify(bytes.subarray(0, 2000).toString('latin1'))}`,
    `  base64: ${bytes.length <= 3000 ? bytes.toString('base64') : 'too long'}`,
  ].join('\n');
}
