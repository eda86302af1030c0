import type { Filter } from '@aws-sdk/client-quicksight';
import type { ControlValue } from '../../model.ts';
import type { Value } from '../expression/value.ts';
import type { TopFilter } from '../plan/visual-query.ts';

/** Filters of one group that apply to a visual: a row passes when it passes one of them. */
export interface FilterGroupInScope {
  readonly id: string;
  readonly filters: readonly Filter[];
}

/** What a filter adds to a query. */
export type CompiledFilter =
  | { readonly kind: 'condition'; readonly condition: Value }
  | { readonly kind: 'top'; readonly top: TopFilter }
  /** Lets everything through. */
  | { readonly kind: 'none' };

/** Values that a person chose in controls, by FilterId. */
export type FilterOverrides = ReadonlyMap<string, ControlValue>;
