/** What to do about a thing that an AWS account has once: make it here, use the one that is there, or do without. */
export type OncePerAccount = 'create' | 'import' | 'skip';

/** Who may ask what of final tables. Datasets and columns name audiences under "readers". */
export interface Audience {
  /** ARNs of IAM roles or users that may take the audience's role. */
  readonly principals: readonly string[];
  /** GiB that one query may read before Athena ends it. */
  readonly scanLimitGiB: number;
}

/** Who is who in QuickSight. Its ARNs hold the region and the namespace in which people sign in, not the lake's. */
export interface QuickSightIdentities {
  readonly identityRegion: string;
  readonly namespace: string;
  /** By logical name (audiences, and owners of dashboards): `group/<name>` or `user/<name>`. */
  readonly principals: Readonly<Record<string, readonly string[]>>;
}

/** The GitHub repository whose workflows may take the delivery roles, by name and by the ids that survive a rename. */
export interface Repository {
  readonly owner: string;
  readonly ownerId: string;
  readonly name: string;
  readonly id: string;
  readonly branch: string;
}

/** One lake: an account, a region, and all that differs from one lake to another. Described by environments.schema.json. */
export interface Environment {
  /** The key in environments.json; part of every physical name. */
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** Whether stacks and what holds data refuse to be deleted. */
  readonly protect: boolean;
  readonly repository: Repository;
  readonly once: {
    readonly githubProvider: OncePerAccount;
    readonly trail: Exclude<OncePerAccount, 'import'>;
    readonly lakeFormation: Exclude<OncePerAccount, 'import'>;
    /** `import`: the account has a QuickSight subscription; a role for it is made. */
    readonly quickSight: Exclude<OncePerAccount, 'create'>;
  };
  readonly principals: {
    /** ARNs of those who administer keys and Lake Formation, and who deploy the access stack. */
    readonly administrators: readonly string[];
    /** ARNs of those who may read quarantine and erase a person's data. */
    readonly stewards: readonly string[];
    /** ARNs of those who may take the role that uploads to raw; none: only the workflow moves data. */
    readonly uploaders: readonly string[];
  };
  /** By name, kebab-case. */
  readonly audiences: Readonly<Record<string, Audience>>;
  /** Needed to publish dashboards. */
  readonly quickSight?: QuickSightIdentities;
  readonly retentionDays: {
    /** Of versions of raw files that were replaced or removed. */
    readonly replacedRaw: number;
    readonly quarantine: number;
    /** Of snapshots of final tables that a newer one replaced. */
    readonly snapshots: number;
    readonly results: number;
    readonly accessLogs: number;
    readonly logs: number;
  };
  readonly clean: { readonly memoryMiB: number; readonly timeoutSeconds: number; readonly concurrency: number };
  readonly transform: {
    readonly workerType: 'G.1X' | 'G.2X' | 'G.4X' | 'G.8X';
    readonly mostWorkers: number;
    readonly timeoutMinutes: number;
    /** A cron or rate expression of EventBridge Scheduler for runs besides those that data asks for. */
    readonly schedule?: string;
    /** Minutes from the begin of one run to the begin of the next. */
    readonly leastIntervalMinutes: number;
  };
  readonly crawler: { readonly schedule?: string; readonly inEveryRun: boolean };
  readonly analytics?: {
    /** Datasets whose clean files QuickSight may read from S3 itself, besides final tables through Athena. Absent: none. */
    readonly s3Manifests: readonly string[];
  };
  readonly watching: {
    /** Mail addresses that alarms go to. */
    readonly mail: readonly string[];
    /** Share of rows, 0 to 1, that may be quarantined in an hour before somebody is told. */
    readonly quarantineShare: number;
    readonly monthlyBudgetUsd: number;
  };
}
