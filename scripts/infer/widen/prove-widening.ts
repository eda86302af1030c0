import type { DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import type { InputFile } from '../input-file.ts';
import { findLostValues } from './find-lost-values.ts';
import { findRepeatedKeys } from './find-repeated-keys.ts';
import { findings, type RepeatedKeys, type WidenFinding } from './findings.ts';
import type { FileVerdict } from './verify-files.ts';

/** A wider schema, and what it has to be proven on. */
export interface Widening {
  readonly before: DatasetSchema;
  readonly after: DatasetSchema;
  /** The dataset's files, as far as they are here. */
  readonly old: readonly InputFile[];
  /** Those of them that are not among the new files. */
  readonly others: readonly InputFile[];
  readonly files: readonly InputFile[];
  /** What clean makes of the new files by the wider schema. */
  readonly verdicts: readonly FileVerdict[];
}

/** What came of the proof. */
export interface Proof {
  readonly findings: readonly WidenFinding[];
  /** What a person should look at, though it is no reason to stop. */
  readonly remarks: readonly string[];
}

/** Files of which the lake would refuse each as a whole. */
function rejectedFiles({ after, verdicts }: Widening): WidenFinding[] {
  return verdicts.flatMap(({ file, verdict: { rows, quarantined: rejected, reasons, examples } }) => {
    if (rejected <= rows * after.tolerance) return [];
    const [most] = [...reasons].sort((a, b) => b.rows - a.rows);
    const why = examples.find(({ message }) => message.endsWith(`[${most?.code}]`))?.message ?? most?.code ?? '';
    return [findings.stillRejected({ file, rejected, rows }, after.tolerance, why)];
  });
}

const fates = {
  first: 'of rows with one key tables see the first by file name, and lose the others',
  fail: 'tables that read the dataset are then not built, as "onDuplicate" "fail" says',
};

/** What is to be said of keys that come again, by what the lake makes of them. */
function judgeKeys({ primaryKey, onDuplicate }: DatasetSchema, repeated: readonly RepeatedKeys[]): Proof {
  const found: WidenFinding[] = [];
  const remarks: string[] = [];
  const key = primaryKey.join(', ');
  for (const one of repeated) {
    const { file, met, rows, differing } = one;
    const what = `${file}: ${met} of ${rows} rows have a key that came before (${key})`;
    if (onDuplicate.rule === 'latest') remarks.push(`${what}: tables see those with the latest ${onDuplicate.by}`);
    else if (onDuplicate.rule === 'fail' || differing > 0)
      found.push(findings.keysComeAgain(one, primaryKey, fates[onDuplicate.rule]));
    else remarks.push(`${what}, and the same values: was it delivered before? tables see each once`);
  }
  return { findings: found, remarks };
}

/**
 * Proves a wider schema on the files before and the new files together: it takes enough of the new ones, no value of the old ones is gone or another, and no
 * row takes another's place by having its key.
 */
export async function proveWidening(widening: Widening): Promise<Proof> {
  const { before, after, old, others, files } = widening;
  const rejected = rejectedFiles(widening);
  if (rejected.length > 0) return { findings: rejected, remarks: [] };
  const lost = await findLostValues(before, after, old);
  const keys = judgeKeys(after, await findRepeatedKeys(after, others, files));
  const isUntried = before.source === 'upload' && after.primaryKey.length > 0;
  return {
    findings: [...lost, ...keys.findings],
    remarks: [
      ...keys.remarks,
      ...(isUntried
        ? [`the key ${after.primaryKey.join(', ')} could not be tried on files before: they are in raw, and not here`]
        : []),
    ],
  };
}
