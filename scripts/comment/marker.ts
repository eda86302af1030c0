/** What the first line of our comment says, unseen: which commit and run it is about, and whose report it holds. */
export interface Marker {
  readonly headSha: string;
  readonly run: number;
  readonly attempt: number;
  /** The commit that the report in the comment is about; undefined: the comment holds none. */
  readonly reportOf: string | undefined;
}

const pattern =
  /^<!-- sluice-report head=([0-9a-f]{40}) run=(\d{1,15}) attempt=(\d{1,9})(?: report=([0-9a-f]{40}|none))? -->(?:\r?\n|$)/;

/** The line that parseMarker reads. */
export function formatMarker({ headSha, run, attempt, reportOf }: Marker): string {
  const report = reportOf === headSha ? '' : ` report=${reportOf ?? 'none'}`;
  return `<!-- sluice-report head=${headSha} run=${run} attempt=${attempt}${report} -->`;
}

/** @param body of any comment; only a marker at its very beginning is ours */
export function parseMarker(body: string): Marker | undefined {
  const [, headSha, run, attempt, report = headSha] = pattern.exec(body) ?? [];
  if (headSha === undefined) return undefined;
  return { headSha, run: Number(run), attempt: Number(attempt), reportOf: report === 'none' ? undefined : report };
}
