/** What happened to a file between two trees. `from`: the path that it was renamed from. */
export interface ChangedFile {
  /** Relative to the project's root, with `/`, as git has it: it may hold any character but NUL. */
  readonly path: string;
  readonly status: 'added' | 'changed' | 'removed' | 'renamed';
  readonly from?: string;
  /** A link or a submodule is not followed. A removed file is what it was. */
  readonly kind: 'file' | 'link' | 'submodule';
}

/** A folder of datasets/, glue/tables/ or dashboards/ in which something changed. */
export interface ChangedFolder {
  readonly name: string;
  readonly status: 'added' | 'changed' | 'removed';
  /** Paths that changed, the old ones of renamed files included; sorted. */
  readonly files: readonly string[];
}

/** A dataset in which something changed. */
export interface ChangedDataset extends ChangedFolder {
  /** schema.json is among the files. */
  readonly schema: boolean;
  /** Files that may hold rows are among them. */
  readonly data: boolean;
}

/** Names, sorted. */
export interface Touched {
  readonly datasets: readonly string[];
  readonly tables: readonly string[];
  readonly dashboards: readonly string[];
}

/** Everything between a base commit and a head. */
export interface Changes {
  /** As asked for, and the commit that was compared with: the merge base of both sides. */
  readonly base: { readonly ref: string; readonly sha: string };
  /** undefined: the working tree, with what is not committed and not yet added. */
  readonly head: { readonly ref: string; readonly sha: string } | undefined;
  /** Sorted by path. */
  readonly files: readonly ChangedFile[];
  readonly datasets: readonly ChangedDataset[];
  readonly tables: readonly ChangedFolder[];
  readonly dashboards: readonly ChangedFolder[];
  /**
   * What may hold or show something else at the head: what changed itself and is still there, and whatever reads it. New rows
   * anywhere touch `_runs` and `_rejects` too, which say how cleaning went.
   */
  readonly touched: Touched;
  readonly kinds: ChangeKinds;
}

/** What of a repository is to be looked at again. */
export interface ChangeKinds {
  /** Files of datasets/. */
  readonly data: boolean;
  /** What a deploy sends: infra/, lambda/, glue/spark/, cdk.json, locked packages, schemas, tables, and which folders there are. */
  readonly infra: boolean;
  /** What lint and tests judge: everything but data, dashboards and prose. */
  readonly code: boolean;
  /** .github/. */
  readonly workflows: boolean;
  /** Nothing but prose changed, and something did. */
  readonly docsOnly: boolean;
}
