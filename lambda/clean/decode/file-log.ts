import type { CleanFinding } from '../findings.ts';

/** What is learnt of a file while it streams by: findings, and the facts of its report. */
export interface FileLog {
  readonly file: string;
  readonly findings: CleanFinding[];
  bytes: number;
  inflatedBytes: number;
  compression: 'none' | 'gzip';
}

export const createFileLog = (file: string): FileLog => ({
  file,
  findings: [],
  bytes: 0,
  inflatedBytes: 0,
  compression: 'none',
});

/** Whether something refuses the file as a whole. */
export const isRefused = (log: FileLog): boolean => log.findings.some(({ severity }) => severity === 'error');
