import { parse, YAMLError } from 'yaml';
import { CommandError } from '../cli/command-error.ts';
import type { Template } from './read-assembly.ts';

/**
 * Reads a template as CloudFormation keeps it: as it was sent, which is JSON, or YAML where `cdk` sends a template in the request itself, as it does
 * without a bootstrap. It writes YAML by the package that reads it here.
 * @throws CommandError `template-unreadable`
 */
export function parseDeployed(text: string, stack: string): Template {
  const value = parseAny(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  const message = `${stack}: expected a template in JSON or YAML from CloudFormation, got something else; see what was deployed there`;
  throw new CommandError('template-unreadable', 'environment', message);
}

function parseAny(text: string): unknown {
  try {
    return parse(text, { schema: 'core' });
  } catch (error) {
    if (error instanceof YAMLError) return undefined;
    throw error;
  }
}
