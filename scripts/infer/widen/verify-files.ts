import type { ReasonCount } from '../../../lambda/clean/file-report.ts';
import type { DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import type { InputFile } from '../input-file.ts';
import { type Verdict, verifyDraft } from '../verify-draft.ts';

/** What clean makes of one file. */
export interface FileVerdict {
  readonly file: string;
  readonly verdict: Verdict;
}

/** Cleans each file by the schema: the lake too judges a file by its own rows. */
export async function verifyFiles(schema: DatasetSchema, files: readonly InputFile[]): Promise<FileVerdict[]> {
  const verdicts: FileVerdict[] = [];
  for (const file of files)
    verdicts.push({ file: file.name, verdict: await verifyDraft({ ...schema, tolerance: 1 }, [file], undefined) });
  return verdicts;
}

/** What came of all files together. */
export function joinVerdicts(verdicts: readonly FileVerdict[]): Verdict {
  const all = verdicts.map(({ verdict }) => verdict);
  const reasons = new Map<string, ReasonCount>();
  for (const reason of all.flatMap((verdict) => verdict.reasons)) {
    const kind = `${reason.code} ${reason.column}`;
    reasons.set(kind, { ...reason, rows: (reasons.get(kind)?.rows ?? 0) + reason.rows });
  }
  return {
    rows: all.reduce((sum, { rows }) => sum + rows, 0),
    quarantined: all.reduce((sum, { quarantined }) => sum + quarantined, 0),
    reasons: [...reasons.values()],
    examples: all.flatMap(({ examples }) => examples),
    findings: all.flatMap((verdict) => verdict.findings),
  };
}
