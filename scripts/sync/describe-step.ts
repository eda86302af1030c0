import type { PutReason, Step } from './step.ts';

const reasons: Readonly<Record<PutReason, string>> = {
  new: 'new',
  changed: 'changed',
  'replaced-by-hand': 'replaced by hand',
  'removed-by-hand': 'removed by hand',
  cut: 'left by a sync that was cut',
};

const bytes = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const sizeOf = (size: number): string =>
  size < 1000 ? `${size} B` : size < 1e6 ? `${bytes.format(size / 1e3)} kB` : `${bytes.format(size / 1e6)} MB`;

/** A step as a line of the plan. */
export function describeStep(step: Step): string {
  switch (step.do) {
    case 'put':
      return `put ${step.wanted.key} (${reasons[step.why]}, ${sizeOf(step.wanted.size)})`;
    case 'adopt':
      return `take note of ${step.wanted.key} (the same content is there)`;
    case 'remove':
      return `remove ${step.key} (version ${step.object.version})`;
    case 'forget':
      return `forget ${step.key} (not there any more, or somebody else's)`;
    case 'clean':
      return `clean ${step.key} again (${step.reasons.join(', ')})`;
  }
}

/** The same for programs. */
export function stepInJson(step: Step): object {
  switch (step.do) {
    case 'put':
      return { do: 'put', of: step.side, key: step.wanted.key, why: step.why, ...contentOf(step.wanted) };
    case 'adopt':
      return { do: 'adopt', of: step.side, key: step.wanted.key, ...contentOf(step.wanted) };
    case 'remove':
      return { do: 'remove', of: step.side, key: step.key, version: step.object.version };
    case 'forget':
      return { do: 'forget', of: step.side, key: step.key };
    case 'clean':
      return { do: 'clean', key: step.key, reasons: step.reasons };
  }
}

const contentOf = ({ size, sha256 }: { readonly size: number; readonly sha256: string }) => ({ bytes: size, sha256 });
