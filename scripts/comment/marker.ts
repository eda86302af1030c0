/** What the first line of our comment says, unseen: which commit and run it is about. */
export interface Marker {
  readonly headSha: string;
  readonly run: number;
  readonly attempt: number;
}

const pattern = /^<!-- sluice-report head=([0-9a-f]{40}) run=(\d{1,15}) attempt=(\d{1,9}) -->(?:\r?\n|$)/;

/** The line that parseMarker reads. */
export function formatMarker({ headSha, run, attempt }: Marker): string {
  return `<!-- sluice-report head=${headSha} run=${run} attempt=${attempt} -->`;
}

/** @param body of any comment; only a marker at its very beginning is ours */
export function parseMarker(body: string): Marker | undefined {
  const [, headSha, run, attempt] = pattern.exec(body) ?? [];
  return headSha === undefined ? undefined : { headSha, run: Number(run), attempt: Number(attempt) };
}
