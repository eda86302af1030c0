import { readFile } from 'node:fs/promises';
import type { QuarantinedRecord } from '../../lambda/clean/clean-input.ts';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import { schemaForFile } from '../../lambda/schema/file-format.ts';
import type { Finding } from '../../lambda/schema/finding.ts';
import { checkSpoilt } from '../lake/check-spoilt.ts';
import { findings } from '../lake/findings.ts';
import type { DatasetFile } from '../lake/list-datasets.ts';

/** One data file's verdict: rowsIn = rowsClean + rowsQuarantined. */
export interface FileVerdict {
  readonly file: string;
  readonly status: 'clean' | 'failed';
  readonly rowsIn: number;
  readonly rowsClean: number;
  readonly rowsQuarantined: number;
  readonly findings: readonly Finding[];
}

/**
 * Cleans a file and keeps nothing but the verdict. Quarantined rows are warnings, one a reason and column, at the first row that has it.
 * @param token for tokenised columns; a verdict holds no token, so any key will do
 */
export async function judgeFile(
  file: DatasetFile,
  schema: DatasetSchema,
  token: { id: string; key: Uint8Array },
): Promise<FileVerdict> {
  const { cleanFile } = await import('../../lambda/clean/clean-file.ts');
  const rejects = new RejectSummary(file.name);
  const discard = () => undefined;
  try {
    // Listing leaves out what is larger than GitHub takes: it fits into memory, and is read once for both.
    const content = await readFile(file.path);
    const spoilt = checkSpoilt(content, file.name);
    if (spoilt !== undefined) return unread(file, spoilt);
    const { status, rowsIn, rowsClean, rowsQuarantined, ...result } = await cleanFile(
      { file: file.name, bytes: chunksOf(content), schema: schemaForFile(schema, file.name), token },
      { clean: discard, rejects: discard, quarantine: (chunk) => rejects.add(chunk) },
    );
    const found = [...result.findings, ...rejects.findings(status === 'failed' ? 'error' : 'warn')];
    return { file: file.name, status, rowsIn, rowsClean, rowsQuarantined, findings: found };
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    return unread(file, findings.unreadableFile(file.name, error.message));
  }
}

/** The verdict of a file whose rows were not looked at. */
function unread({ name }: DatasetFile, finding: Finding): FileVerdict {
  return { file: name, status: 'failed', rowsIn: 0, rowsClean: 0, rowsQuarantined: 0, findings: [finding] };
}

async function* chunksOf(content: Buffer): AsyncGenerator<Uint8Array> {
  const size = 1024 * 1024;
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

/** Reads the quarantine as it is written, and keeps the first row of each reason and how many there are. */
class RejectSummary {
  readonly #file: string;
  readonly #seen = new Map<string, { finding: Finding; rows: number }>();

  constructor(file: string) {
    this.#file = file;
  }

  add(chunk: Uint8Array): void {
    for (const line of Buffer.from(chunk).toString('utf8').split('\n')) {
      if (line !== '') this.#addRecord(JSON.parse(line));
    }
  }

  #addRecord({ line, reasons, part }: QuarantinedRecord): void {
    if (part !== undefined && part > 1) return;
    for (const { code, column, message } of reasons) {
      const key = `${code}\0${column ?? ''}`;
      const before = this.#seen.get(key);
      if (before === undefined) {
        const expected = message.replace(/^expected /, '');
        const place = { file: this.#file, line };
        this.#seen.set(key, {
          finding: { code, severity: 'warn', place, subject: column ?? undefined, expected },
          rows: 1,
        });
      } else before.rows += 1;
    }
  }

  findings(severity: 'error' | 'warn'): Finding[] {
    return [...this.#seen.values()].map(({ finding, rows }) => ({
      ...finding,
      severity,
      expected: rows === 1 ? finding.expected : `${finding.expected} (and ${rows - 1} more)`,
    }));
  }
}
