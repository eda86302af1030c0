import type { Finding } from '../../lambda/schema/finding.ts';
import type { Changes } from '../changes/changes.ts';
import type { Progress } from '../cli/progress.ts';
import type { Project } from '../lake/project.ts';
import type { PageModel } from '../preview/model.ts';

/** What validate says of dashboards that changed and have no definition: the page, which draws definitions, passes over them. */
export async function undrawnFindings(
  project: Project,
  { dashboards }: Changes,
  page: PageModel,
  progress: Progress,
): Promise<readonly Finding[]> {
  const drawn = new Set(page.dashboards.map(({ id }) => id));
  const names = dashboards.filter(({ name, status }) => status !== 'removed' && !drawn.has(name));
  if (names.length === 0) return [];
  const { judgeDashboards } = await import('../validate/judge-dashboards.ts');
  const chosen = new Set(names.map(({ name }) => name));
  const targets = { datasets: new Map(), tables: new Set<string>(), dashboards: chosen, definitions: [] };
  return (await judgeDashboards(project, targets, progress, {})).findings;
}
