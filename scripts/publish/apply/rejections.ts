import type { DashboardVersion } from '@aws-sdk/client-quicksight';
import { formatJsonPath } from '../../dashboards/json/json-path.ts';
import type { DashboardAsset } from '../asset.ts';
import { findings, type PublishFinding } from '../findings.ts';
import { locateEntity } from './locate-entity.ts';

/** Why QuickSight rejected a version, each error at the line of the definition that it speaks of. */
export function rejectionsOf({ name, read, file }: DashboardAsset, { Errors = [], Status }: DashboardVersion) {
  const errors = Errors.length === 0 ? [{ Type: 'INTERNAL_FAILURE' as const, Message: String(Status) }] : Errors;
  return errors.flatMap(({ Type = 'INTERNAL_FAILURE', Message = '', ...error }): PublishFinding[] => {
    const entities = 'ViolatedEntities' in error ? (error.ViolatedEntities ?? []) : [];
    const paths = entities.flatMap(({ Path }) => Path ?? []);
    if (paths.length === 0) return [findings.versionRejected({ file }, name, Type, Message)];
    return paths.map((path) => {
      const found = locateEntity(path, read.definition);
      const place = found === undefined ? { file } : read.placeOf(found);
      const subject = found === undefined || found.length === 0 ? `${name}, ${path}` : formatJsonPath(found);
      return findings.versionRejected(place, subject, Type, Message);
    });
  });
}

/**
 * Why QuickSight did not even begin a version: a constraint that the request breaks, at the line that its message names.
 * @param cause what the SDK threw
 * @returns undefined for what says nothing of the definition
 */
export function refusalOf({ name, read, file }: DashboardAsset, cause: unknown): PublishFinding[] | undefined {
  if (!(cause instanceof Error)) return undefined;
  if (cause.name !== 'InvalidParameterValueException' && cause.name !== 'ValidationException') return undefined;
  const paths = [...new Set([...cause.message.matchAll(/\b(definition\.[\w.]+)/gi)].flatMap(([, path]) => path ?? []))];
  if (paths.length === 0) return [findings.versionRejected({ file }, name, cause.name, cause.message)];
  return paths.map((path) => {
    const found = locateEntity(path, read.definition);
    const place = found === undefined ? { file } : read.placeOf(found);
    const subject = found === undefined ? `${name}, ${path}` : formatJsonPath(found);
    return findings.versionRejected(place, subject, cause.name, cause.message);
  });
}
