import { Buffer } from 'node:buffer';
import { cleanFile } from '../../lambda/clean/clean-file.ts';
import type { ReasonCount } from '../../lambda/clean/file-report.ts';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import { schemaForFile } from '../../lambda/schema/file-format.ts';
import type { Finding } from '../../lambda/schema/finding.ts';
import type { CombinedKeys } from './evidence/combined-keys.ts';
import type { InputFile } from './input-file.ts';

/** No draft is published: its tokens are made by a key of zeros and thrown away. */
const token = { id: 'none', key: new Uint8Array(32) };

/** What clean makes of all files by a draft. */
export interface Verdict {
  readonly rows: number;
  readonly quarantined: number;
  readonly reasons: readonly ReasonCount[];
  /** Where the first rows went wrong, one for each code and column. */
  readonly examples: readonly RejectedRow[];
  /** Files that it refuses as a whole, and why. */
  readonly findings: readonly Finding[];
}

/** One quarantined row, in words. */
export interface RejectedRow {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

interface Line {
  readonly file: string;
  readonly line: number;
  readonly reasons: readonly { readonly code: string; readonly column: string | null; readonly message: string }[];
}

/** Keeps the first of each kind of reason. */
class Examples {
  readonly kept = new Map<string, RejectedRow>();

  add(chunk: Uint8Array): void {
    if (this.kept.size > 40) return;
    for (const text of Buffer.from(chunk).toString('utf8').split('\n')) {
      if (text === '') continue;
      // Clean wrote it a moment ago.
      const { file, line, reasons } = JSON.parse(text) as Line;
      for (const { code, column, message } of reasons) {
        const kind = `${code} ${column}`;
        const said = column === null ? message : `${column}: ${message}`;
        if (!this.kept.has(kind)) this.kept.set(kind, { file, line, message: `${said} [${code}]` });
      }
    }
  }
}

function addReasons(all: Map<string, ReasonCount>, reasons: readonly ReasonCount[]): void {
  for (const reason of reasons) {
    const key = `${reason.code} ${reason.column}`;
    all.set(key, { ...reason, rows: (all.get(key)?.rows ?? 0) + reason.rows });
  }
}

/**
 * Cleans every file by the draft, as the lake will, and counts what it sets aside.
 * @param keys looks for a key of several columns in what is clean
 */
export async function verifyDraft(
  schema: DatasetSchema,
  files: readonly InputFile[],
  keys: CombinedKeys | undefined,
): Promise<Verdict> {
  const reasons = new Map<string, ReasonCount>();
  const examples = new Examples();
  const findings: Finding[] = [];
  let [rows, quarantined] = [0, 0];
  for (const file of files) {
    let isHeader = true;
    const result = await cleanFile(
      { file: file.name, bytes: file.open(), schema: schemaForFile(schema, file.name), token },
      {
        clean(chunk) {
          if (!isHeader) keys?.read(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length));
          isHeader = false;
        },
        quarantine: (chunk) => examples.add(chunk),
        rejects: () => undefined,
      },
    );
    rows += result.rowsIn;
    quarantined += result.rowsQuarantined;
    addReasons(reasons, result.reasons);
    findings.push(...result.findings.filter(({ severity }) => severity === 'error'));
  }
  return { rows, quarantined, reasons: [...reasons.values()], examples: [...examples.kept.values()], findings };
}
