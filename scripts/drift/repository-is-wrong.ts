import { type Finding, formatFinding } from '../../lambda/schema/finding.ts';
import { CommandError } from '../cli/command-error.ts';

/** There is nothing to compare with: the first error of the repository itself. */
export function repositoryIsWrong(found: readonly Finding[]): CommandError {
  const errors = found.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  const said = first === undefined ? 'an error' : formatFinding(first);
  const more = errors.length > 1 ? `, and ${errors.length - 1} more` : '';
  const message = `the repository: expected schemas, tables and dashboards without errors, got ${said}${more}; run npx sluice validate`;
  return new CommandError('repository-wrong', 'environment', message);
}
