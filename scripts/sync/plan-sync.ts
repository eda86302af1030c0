import { createHash } from 'node:crypto';
import { judgeStale, type StaleReason, type Today } from '../pipeline/find-stale.ts';
import type { SyncFinding } from './findings.ts';
import { type Judged, judgeGone, judgeWanted } from './judge-key.ts';
import type { Tree } from './read-tree.ts';
import type { Seen } from './seen.ts';
import type { Step } from './step.ts';
import { type Side, sides } from './sync-manifest.ts';
import { type Wanted, wantedOf } from './tree-object.ts';

/** What a sync would do. */
export interface SyncPlan {
  /** In the order in which it is done. */
  readonly steps: readonly Step[];
  /** Removals that are not done, for want of `--prune`. */
  readonly heldBack: readonly Extract<Step, { do: 'remove' }>[];
  readonly findings: readonly SyncFinding[];
  /** Files and schemas that are as they should be. */
  readonly unchanged: number;
  /** sha256 of what the plan changes, as canonical JSON. */
  readonly hash: string;
}

export interface PlanOptions {
  /** Whether objects whose file is gone are removed. */
  readonly prune: boolean;
  readonly today: Today;
  /** The buckets as messages show them: `s3://…/`. */
  readonly shown: Readonly<Record<Side, string>>;
}

/** Pure: what makes the lake hold the tree. Schemas come first, so that no file is cleaned by the one before. */
export function planSync(tree: Tree, seen: Seen, { prune, today, shown }: PlanOptions): SyncPlan {
  const judged = sides.flatMap((side) => judgeSide(side, tree, seen, shown[side]));
  const steps = judged.flatMap(({ step }) => step ?? []);
  const removals = steps.filter((step) => step.do === 'remove');
  const kept = prune ? steps : steps.filter((step) => step.do !== 'remove');
  const changing = [...kept.filter(isOf('schemas')), ...kept.filter(isOf('files'))].sort((a, b) => rank(a) - rank(b));
  const all = [...changing, ...cleanSteps(changing, seen, today)];
  return {
    steps: all,
    heldBack: prune ? [] : removals,
    findings: judged.flatMap(({ finding }) => finding ?? []),
    unchanged: judged.filter(({ step, finding }) => step === undefined && finding === undefined).length,
    hash: hashPlan(all),
  };
}

const isOf = (side: Side) => (step: Step) => step.do !== 'clean' && step.side === side;

/** Schemas, files, then removals: those of files before those of schemas. Within a rank the order stays: by key. */
function rank(step: Step): number {
  if (step.do === 'remove') return step.side === 'files' ? 4 : 5;
  if (step.do === 'clean') return 6;
  return step.side === 'schemas' ? 1 : 2;
}

function judgeSide(side: Side, tree: Tree, seen: Seen, shown: string): Judged[] {
  const wanted = wantedOf(tree, side);
  const { manifest, there, closer } = seen;
  const stays = (key: string) => isHeld(side, key, tree);
  const gone = [...new Set([...Object.keys(manifest[side]), ...Object.keys(manifest.begun[side])])].filter(
    (key) => !wanted.has(key) && !stays(key),
  );
  const known = (key: string) => ({
    ...{ side, entry: manifest[side][key], object: there[side].get(key), closer: closer[side].get(key) },
    shown: `${shown}${key}`,
  });
  return [
    ...[...wanted.values()].sort(byKey).map((one) => judgeWanted(one, known(one.key))),
    ...gone.sort().map((key) => judgeGone(key, known(key))),
  ];
}

const byKey = (a: Wanted, b: Wanted): number => (a.key < b.key ? -1 : 1);

/** Whether the lake keeps what it has at a key: its file, or its dataset's schema, can't be taken now. */
function isHeld(side: Side, key: string, tree: Tree): boolean {
  if (side === 'files') return tree.heldKeys.has(key) || tree.heldDatasets.has(key.slice(0, key.indexOf('/')));
  return tree.datasets.has(key.slice('_schemas/'.length, -'.json'.length));
}

/** What no event of this sync has cleaned again. */
function cleanSteps(changing: readonly Step[], { there, cleaned }: Seen, today: Today): Step[] {
  const told = new Set(
    changing.flatMap((step) => {
      if (step.do === 'put' && step.side === 'files') return [step.wanted.key];
      return step.do === 'remove' && step.side === 'files' ? [step.key] : [];
    }),
  );
  return judgeStale(there.files.values(), cleaned, today)
    .filter(({ key }) => !told.has(key))
    .map(({ key, reasons }): Step => ({ do: 'clean', key, reasons }));
}

/** Reasons that a commit gives. The others come and go by themselves while the lake is at work: two people who look at one plan must see one hash. */
const lasting: readonly StaleReason[] = ['schema', 'engine', 'token'];

/** Whether what a commit says has a file cleaned again, and not an event alone that is still under way. */
export const isCleanedAgain = ({ reasons }: Extract<Step, { do: 'clean' }>): boolean =>
  reasons.some((reason) => lasting.includes(reason));

function hashPlan(steps: readonly Step[]): string {
  const canonical = steps.map(canonicalStep).filter((step) => step !== undefined);
  return createHash('sha256').update(JSON.stringify(canonical)).digest('hex');
}

function canonicalStep(step: Step): readonly unknown[] | undefined {
  switch (step.do) {
    case 'put':
      return [step.do, step.side, step.wanted.key, step.wanted.sha256, step.why];
    case 'adopt':
      return [step.do, step.side, step.wanted.key, step.wanted.sha256];
    case 'remove':
      return [step.do, step.side, step.key, step.object.version];
    case 'forget':
      return [step.do, step.side, step.key];
    case 'clean': {
      const reasons = step.reasons.filter((reason) => lasting.includes(reason));
      return reasons.length === 0 ? undefined : [step.do, step.key, reasons];
    }
  }
}
