import { join } from 'node:path';
import { GlueClient } from '@aws-sdk/client-glue';
import { LakeFormationClient } from '@aws-sdk/client-lakeformation';
import { isFromAws } from '../aws/is-from-aws.ts';
import { CommandError } from '../cli/command-error.ts';
import type { Effects } from '../cli/effects.ts';
import { findEnvironment } from '../cli/find-environment.ts';
import { parseArguments } from '../cli/parse-arguments.ts';
import { printFindings } from '../cli/print-findings.ts';
import { catalog } from './catalog.ts';
import { describeAction } from './describe-action.ts';

export const help = `Make final tables, their columns and who may read them in AWS what contracts and schemas say.

Usage: npx sluice catalog [--env NAME] [--plan] [--json]

Iceberg tables are made and columns added, never dropped or retyped. Each audience of the environment gets SELECT on a table, or a data-cell
filter of the columns that it may read: "readers" in schemas say who may. Grants of the lake's own roles that no schema asks for are taken back;
others are left alone. CloudFormation makes none of this: it would drop a table's metadata.

  --env NAME  an environment of infra/environments/environments.json
  --plan      only say what would be done
  --json      {actions, retyped} on stdout, and nothing else

Exit codes: 0 done, 1 a contract or schema is wrong, or a column's type would have to change, 2 used wrongly, 3 AWS refused.
`;

const root = join(import.meta.dirname, '..', '..');

/** `sluice catalog`. @throws CommandError for wrong use, and for what AWS refuses */
export async function main(args: readonly string[], effects: Effects): Promise<number> {
  const { values } = parseArguments('catalog', args, {
    env: { type: 'string' },
    plan: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  });
  const environment = findEnvironment('catalog', values.env);
  const { region } = environment;
  const clients = { glue: new GlueClient({ region }), lakeFormation: new LakeFormationClient({ region }) };
  const made = await catalog({ root, environment, planOnly: values.plan, ...clients }).catch((cause: unknown) => {
    if (!(cause instanceof Error && isFromAws(cause))) throw cause;
    const message = `sluice catalog: expected AWS to allow it in ${environment.account} ${region}, got ${cause.name}; take the role ${environment.name}-data, and deploy first`;
    throw new CommandError('aws-refused', 'environment', message, { cause });
  });
  if ('findings' in made) {
    printFindings(made.findings, effects, 'stdout');
    return 1;
  }
  if (values.json) effects.stdout.write(`${JSON.stringify(made, undefined, 2)}\n`);
  else {
    for (const action of made.actions) effects.stdout.write(`${describeAction(action)}\n`);
    for (const { table, column, expected, got } of made.retyped)
      effects.stdout.write(
        `glue/tables/${table}/table.json: ${column}: expected ${expected} in the catalog, got ${got}; add a column of another name, and take this one out later [table-retyped]\n`,
      );
    const did = values.plan ? 'to do' : 'done';
    effects.stderr.write(`${made.actions.length} ${did}, ${made.retyped.length} refused\n`);
  }
  return made.retyped.length === 0 ? 0 : 1;
}
