import type { Tag } from '@aws-sdk/client-quicksight';
import type { Asset } from '../asset.ts';

/** What tags say of a thing that publish made. */
export interface OurTags {
  /** The environment: what carries it is ours to change, and to delete when asked. */
  readonly environment: string;
  readonly content: string | undefined;
  readonly permissions: string | undefined;
  /** Version that was published last: of a dashboard, or of a theme. */
  readonly version: number | undefined;
  /** Hash of a data set as QuickSight gave it back after the last write. */
  readonly live: string | undefined;
  /** When QuickSight says that it was changed last, at that time; ISO text. */
  readonly updated: string | undefined;
  /** Marks of contents that rollbacks took off, the newest first: `rollbackMark`. */
  readonly rolledBack: readonly string[];
  readonly commit: string | undefined;
  /** Shape of a data set that a run was about to write: `shapeHash`. */
  readonly writing: string | undefined;
  /** A copy that a run tries a dashboard on, and takes away again. */
  readonly isTrial: boolean;
}

/** What is noted of a content that was rolled back: enough of its hash to tell it from others, so that many fit into one tag. */
export const rollbackMark = (hash: string): string => hash.slice(0, 12);

/** As many as the 256 characters of a tag's value hold; the oldest are forgotten. */
const mostMarks = 19;

/** What a dashboard's tag holds for contents that rollbacks took off. */
export const rollbackNote = (marks: readonly string[]): string => [...new Set(marks)].slice(0, mostMarks).join(' ');

/** The tag that makes a thing ours. */
export const ownTag = 'sluice';
const key = (what: string) => `${ownTag}:${what}`;

/** Characters that AWS takes in a tag's value: https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
const plain = (value: string): string => value.replace(/[^\p{L}\p{N} +\-=._:/@]/gu, '_').slice(0, 256);

/** Tags of a thing that has just been made: who answers for it, from which commit. */
export const firstTags = (asset: Asset, environment: string, commit: string): Tag[] =>
  tagList({ [ownTag]: environment, [key('owner')]: asset.owner, [key('commit')]: commit });

/** Tags of a copy that is made to be tried. */
export const trialTags = (asset: Asset, environment: string, commit: string): Tag[] => [
  ...firstTags(asset, environment, commit),
  ...tagList({ [key('trial')]: 'yes' }),
];

/** What a tag holds for what is not so: `sluice:content` of a data set that is written but not done. */
export const noValue = 'none';

/** What is noted once the work is done: only then may the next run take it for done. */
export interface DoneTags {
  readonly content?: string;
  readonly permissions?: string;
  readonly version?: number;
  readonly live?: string;
  readonly updated?: string | undefined;
  /** Marks, a space between them. Empty: nothing is rolled back. */
  readonly 'rolled-back'?: string;
  readonly commit?: string;
  readonly owner?: string;
  /** Noted before a write, so that a run after a cut knows it for ours. Empty: none is under way. */
  readonly writing?: string;
}

export const doneTags = (tags: DoneTags): Tag[] =>
  tagList(
    Object.fromEntries(
      Object.entries(tags).flatMap(([what, value]) => (value === undefined ? [] : [[key(what), String(value)]])),
    ),
  );

const tagList = (tags: Readonly<Record<string, string>>): Tag[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value: plain(Value) || noValue }));

/** @returns undefined for a thing without our tag */
export function readTags(tags: readonly Tag[]): OurTags | undefined {
  const values = new Map(tags.map(({ Key, Value }) => [Key, Value]));
  const environment = values.get(ownTag);
  if (environment === undefined) return undefined;
  const version = Number(values.get(key('version')));
  const rolledBack = values.get(key('rolled-back')) ?? noValue;
  return {
    environment,
    content: values.get(key('content')),
    permissions: values.get(key('permissions')),
    version: Number.isInteger(version) && version > 0 ? version : undefined,
    live: values.get(key('live')),
    updated: values.get(key('updated')),
    rolledBack: rolledBack === noValue ? [] : rolledBack.split(' ').map(rollbackMark),
    commit: values.get(key('commit')),
    writing: values.get(key('writing')),
    isTrial: values.has(key('trial')),
  };
}

/** What a version's description says, so that any version tells what it was made from, tags or not. */
export const versionMark = (hash: string, commit: string): string => `sluice ${hash} ${commit}`;

/** @returns undefined for a version that publish did not make */
export function readVersionMark(
  description: string | undefined,
): { readonly hash: string; readonly commit: string } | undefined {
  const [, hash, commit] = /^sluice ([0-9a-f]{32}) (\S+)$/.exec(description ?? '') ?? [];
  return hash === undefined || commit === undefined ? undefined : { hash, commit };
}
