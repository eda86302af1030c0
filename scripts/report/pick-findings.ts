import type { Finding } from '../../lambda/schema/finding.ts';
import type { Findings, SampleFinding } from './report-model.ts';

/** Samples of one dataset, table or dashboard: who wants more reads validate's list. */
const mostSamples = 3;

/** The worst of them, one of a code and subject: errors first, then by rows, then by place; and how many there are. */
export function pickFindings(findings: readonly SampleFinding[]): Findings {
  const worst = findings.toSorted(
    (one, other) =>
      Number(other.severity === 'error') - Number(one.severity === 'error') ||
      (other.rows ?? 0) - (one.rows ?? 0) ||
      compareText(one.place.file, other.place.file) ||
      (one.place.line ?? 0) - (other.place.line ?? 0),
  );
  const kinds = Map.groupBy(worst, ({ code, subject, severity }) => JSON.stringify([code, subject, severity]));
  const samples = [...kinds.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [others.length === 0 ? first : { ...first, alike: others.length }],
  );
  return {
    samples: samples.slice(0, mostSamples),
    total: findings.length,
    errors: findings.filter(({ severity }) => severity === 'error').length,
  };
}

/** How many findings are neither a sample nor like one. */
export function leftOut({ samples, total }: Findings): number {
  return samples.reduce((left, { alike = 0 }) => left - 1 - alike, total);
}

/** Those about files of one folder, such as `datasets/movies`. */
export function findingsIn(folder: string, findings: readonly SampleFinding[]): SampleFinding[] {
  return findings.filter(({ place }) => place.file === folder || place.file.startsWith(`${folder}/`));
}

/** One finding told twice is one. */
export function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const key = ({ code, place, subject, expected, got }: Finding) =>
    JSON.stringify([code, place.file, place.line, place.column, subject, expected, got]);
  return [...new Map(findings.map((one) => [key(one), one])).values()];
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
