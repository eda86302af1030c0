import { catalog } from '../../catalog/catalog.ts';
import { describeAction } from '../../catalog/describe-action.ts';
import type { Rehearsal, Step } from '../rehearsal.ts';

/** `sluice catalog`, three times: a plan changes nothing, then all is made, then nothing is left to do. */
export const makeCatalog: Step = {
  name: 'make the catalog',
  async run(rehearsal) {
    const [planned, made, again] = [
      await runCatalog(rehearsal, true),
      await runCatalog(rehearsal, false),
      await runCatalog(rehearsal, false),
    ];
    const tables = made.actions.filter((action) => action.do === 'create-table').length;
    const grants = made.actions.filter((action) => action.do === 'grant').length;
    return {
      says: `${tables} tables, ${grants} grants; then nothing to do`,
      figures: { tables, grants },
      failures: [
        ...(planned.actions.length === made.actions.length
          ? []
          : [`expected the ${planned.actions.length} actions of the plan, got ${made.actions.length}`]),
        ...(tables > 0 && grants > 0 ? [] : [`expected tables and grants, got ${tables} and ${grants}`]),
        ...again.actions.map((action) => `expected nothing to do the second time, got: ${describeAction(action)}`),
      ],
    };
  },
};

async function runCatalog({ root, environment, clients }: Rehearsal, planOnly: boolean) {
  const { glue, lakeFormation } = clients;
  const made = await catalog({ root, environment, planOnly, glue, lakeFormation });
  return 'actions' in made ? made : { actions: [], retyped: [] };
}
