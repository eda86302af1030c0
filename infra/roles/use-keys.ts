import type { Lake } from '../lake.ts';
import type { Allowed } from './role.ts';

/**
 * To use keys of the storage stack, by their aliases and through S3 alone.
 * @param actions of KMS
 * @param keys as their aliases name them, such as `lake`
 */
export const useKeys = (
  { environment, names }: Lake,
  actions: readonly string[],
  keys: readonly string[],
): Allowed[string] => ({
  actions: [...actions],
  resources: [names.arn('kms', 'key/*')],
  because:
    'The keys are made by a later stack; their aliases are named in the condition, and their policies name this role.',
  conditions: {
    StringEquals: { 'kms:ViaService': `s3.${environment.region}.amazonaws.com` },
    'ForAnyValue:StringEquals': { 'kms:ResourceAliases': keys.map((key) => `alias/${names.named(key)}`) },
  },
});
