import type { DashboardError } from '@aws-sdk/client-quicksight';
import type { State } from './state/state.ts';
import type { Pace } from './state/work.ts';

/** What an operation works with: one account in one region, its state and its clock. */
export interface Service {
  readonly account: string;
  readonly region: string;
  /** Where users and groups live: the region in which the account was subscribed. */
  readonly identityRegion: string;
  readonly edition: 'ENTERPRISE' | 'STANDARD';
  readonly state: State;
  readonly pace: Pace;
  /** Milliseconds since 1970. */
  now(): number;
  /** A new id, as AWS makes for requests and ingestions. */
  newId(): string;
  /** Errors that a test asked for, for the work that is about to start on that resource; empty: it may succeed. */
  plannedErrors(resource: string): readonly DashboardError[];
}

/** `arn:aws:quicksight:REGION:ACCOUNT:dashboard/sales`. */
export const arnOf = (service: Service, kind: ResourceKind, id: string): string =>
  `arn:aws:quicksight:${service.region}:${service.account}:${kind}/${id}`;

export type ResourceKind = 'dashboard' | 'analysis' | 'theme' | 'dataset' | 'datasource';

/** `arn:aws:quicksight:IDENTITY-REGION:ACCOUNT:user/default/name`. */
export const principalArn = (service: Service, kind: 'user' | 'group' | 'namespace', name: string): string =>
  `arn:aws:quicksight:${service.identityRegion}:${service.account}:${kind}/${name}`;
