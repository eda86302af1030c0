import type { Environment } from '../../infra/environments/environment.ts';
import { readEnvironments } from '../../infra/environments/read-environments.ts';
import { formatFinding } from '../../lambda/schema/finding.ts';
import { CommandError } from './command-error.ts';
import { usageError } from './parse-arguments.ts';

/**
 * The environment that `--env` names; without it the only one that there is.
 * @param verb for messages
 * @throws CommandError `usage` when there is none of that name, `environments` when the file is wrong
 */
export function findEnvironment(verb: string, name: string | undefined): Environment {
  const read = readEnvironments();
  if ('findings' in read) throw new CommandError('environments', 'usage', read.findings.map(formatFinding).join('\n'));
  const [only, ...others] = read.environments;
  if (name === undefined && only !== undefined && others.length === 0) return only;
  const environment = read.environments.find((one) => one.name === name);
  if (environment !== undefined) return environment;
  const known = read.environments.map((one) => one.name).join(', ');
  throw usageError(verb, `--env with one of ${known}`, name === undefined ? 'none' : `"${name}"`);
}
