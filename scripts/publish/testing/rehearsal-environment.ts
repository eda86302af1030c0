import type { Environment } from '../../../infra/environments/environment.ts';
import { readEnvironments } from '../../../infra/environments/read-environments.ts';

/** The environment that the repository itself has. @throws TypeError when it is wrong: no test can begin */
export function rehearsalEnvironment(): Environment {
  const read = readEnvironments();
  const found = 'environments' in read ? read.environments.find(({ name }) => name === 'rehearsal') : undefined;
  if (found === undefined) throw new TypeError('environments.json: expected an environment called rehearsal');
  return found;
}
