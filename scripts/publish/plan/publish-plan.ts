import type { Asset, AssetKind } from '../asset.ts';
import type { PublishFinding } from '../findings.ts';
import type { LiveAsset } from '../quick-sight/live-asset.ts';
import type { DataSetBody } from '../request/data-set-request.ts';
import type { PermissionChange } from './permission-change.ts';
import type { Standing } from './standing-of.ts';

/** Something of ours that was asked to be deleted. */
export interface Removal {
  readonly kind: Exclude<AssetKind, 'data source'>;
  readonly id: string;
  readonly name: string;
  /** The folder that it stood in and that is still there: it goes only once that dashboard is as it should be. */
  readonly within?: string;
  /** A copy that a run which was cut left behind: nobody sees it, and it goes first. */
  readonly isTrial?: boolean;
}

/** What keeps the live version of a dashboard whole while its data set changes. */
export interface DataSetStanding extends Standing {
  /** The data set as it is. */
  readonly before: DataSetBody;
}

/** One thing to do. `note`: it is as it should be, and only its tags don't say so yet. */
export type Step =
  | { readonly do: 'create'; readonly asset: Asset; readonly differences: readonly string[] }
  | {
      readonly do: 'update';
      readonly asset: Asset;
      readonly live: LiveAsset;
      readonly differences: readonly string[];
      readonly permissions: PermissionChange;
      /** Of a data set whose dashboard is live. */
      readonly standing?: DataSetStanding;
    }
  | {
      readonly do: 'permissions';
      readonly asset: Asset;
      readonly live: LiveAsset;
      readonly permissions: PermissionChange;
      /** All else of it is held back: what is to be taken is taken all the same, and nothing is noted. */
      readonly isHeld?: true;
    }
  | { readonly do: 'note'; readonly asset: Asset; readonly live: LiveAsset }
  | ({ readonly do: 'delete' } & Removal);

/** What is not done, and why. */
export interface Held {
  readonly do: 'hold';
  readonly asset: Asset;
  readonly finding: PublishFinding;
}

export interface PublishPlan {
  readonly steps: readonly Step[];
  readonly held: readonly Held[];
  /** How many things are as they should be. */
  readonly unchanged: number;
  /** What `--insist` compares: 16 hex digits. */
  readonly hash: string;
}
