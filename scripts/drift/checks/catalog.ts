import { readCatalogPlan } from '../../catalog/catalog.ts';
import { discover } from '../../discover/discover.ts';
import { compareCatalog } from '../catalog/compare-catalog.ts';
import type { CheckResult, DriftCheck, DriftContext } from '../check.ts';
import { refusalOf } from '../refusal-of.ts';
import { repositoryIsWrong } from '../repository-is-wrong.ts';

/** Final tables and who may read them, beside contracts and schemas; and what the crawler saw in raw and processed. */
export const catalog: DriftCheck = {
  kind: 'catalog',
  async run(context): Promise<CheckResult> {
    const { aws, environment, names, project, say } = context;
    say('catalog: final tables and their grants');
    const read = await readCatalogPlan({
      ...{ root: project.root, environment, glue: aws.glue, lakeFormation: aws.lakeFormation },
    });
    if ('findings' in read) throw repositoryIsWrong(read.findings);
    const { tables, there, plan } = read;
    const place = { environment: environment.name, database: names.databases.final };
    const crawled = await readCrawled(context);
    return {
      says: `${there.length} final tables, ${tables.length} contracts; ${crawled.says}`,
      findings: [...compareCatalog(tables, there, plan, place), ...crawled.findings],
      refused: crawled.refused,
    };
  },
};

/** The crawler guesses: what it says is a warning. */
async function readCrawled({
  aws,
  environment,
  project,
  say,
}: DriftContext): Promise<Required<Pick<CheckResult, 'says' | 'findings' | 'refused'>>> {
  say('catalog: what the crawler saw');
  const asked = { root: project.root, environment, glue: aws.glue, start: false, wait: false, say };
  const seen = await discover(asked).catch((error: unknown) => refusalOf(error));
  if (typeof seen === 'string')
    return { says: 'the crawler was not asked', findings: [], refused: [`discovered tables: ${seen}`] };
  if ('wrong' in seen) throw repositoryIsWrong(seen.wrong);
  return {
    says: `${seen.tables} discovered`,
    findings: seen.findings.map((finding) => ({ ...finding, severity: 'warn' as const })),
    refused: [],
  };
}
