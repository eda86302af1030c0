import type { DriftCheck } from '../check.ts';
import { catalog } from './catalog.ts';
import { dashboards } from './dashboards.ts';
import { data } from './data.ts';
import { infrastructure } from './infrastructure.ts';

/** All of them, in the order in which they are told of. */
export const checks: readonly DriftCheck[] = [infrastructure, dashboards, data, catalog];
