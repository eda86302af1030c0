import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readEnvironments } from '../../infra/environments/read-environments.ts';
import { type Finding, quote } from '../../lambda/schema/finding.ts';
import { type JsonPath, parseJsonDocument } from '../../lambda/schema/json-document.ts';
import { nearestName } from '../../lambda/schema/nearest-name.ts';
import { isObject } from '../../lambda/schema/subschemas.ts';
import type { Project } from '../lake/project.ts';

/**
 * Owners, viewers and authors of dashboards that no environment maps to groups of QuickSight: publish refuses them, and with them whatever it was to
 * publish. Only a warning: a draft has an owner that nobody named yet, and another branch may bring the mapping.
 * @param names of dashboards
 */
export async function unmappedPrincipals(project: Project, names: readonly string[]): Promise<Finding[]> {
  const file = join(project.root, 'infra', 'environments', 'environments.json');
  const read = existsSync(file) ? readEnvironments(file) : { environments: [] };
  if ('findings' in read) return [];
  const known = new Set(read.environments.flatMap(({ quickSight }) => Object.keys(quickSight?.principals ?? {})));
  if (known.size === 0) return [];
  const found = names.map(async (name) => {
    const shown = `dashboards/${name}/dashboard.json`;
    const text = await readFile(join(project.dashboards, name, 'dashboard.json'), 'utf8').catch(() => '');
    const parsed = parseJsonDocument(text, shown);
    if ('findings' in parsed) return [];
    const { document } = parsed;
    return principalsIn(document.value)
      .filter(([, principal]) => !known.has(principal))
      .map(([path, principal]) => unmapped(document.placeOf(path), principal, [...known].sort()));
  });
  return (await Promise.all(found)).flat();
}

/** With where they stand. */
function principalsIn(card: unknown): (readonly [JsonPath, string])[] {
  if (!isObject(card)) return [];
  const { owner } = card;
  const own: [JsonPath, string][] = typeof owner === 'string' ? [[['owner'], owner]] : [];
  const lists = ['viewers', 'authors'].flatMap((key) => {
    const list = card[key];
    return Array.isArray(list)
      ? list.flatMap((one: unknown, at): [JsonPath, string][] => (typeof one === 'string' ? [[[key, at], one]] : []))
      : [];
  });
  return [...own, ...lists];
}

function unmapped(place: Finding['place'], principal: string, known: readonly string[]): Finding {
  const nearest = nearestName(principal, known);
  const map = 'or map it under quickSight.principals in infra/environments/environments.json: publish refuses it';
  return {
    code: 'unknown-principal',
    severity: 'warn',
    place,
    expected: `one that an environment maps: ${known.join(', ')}`,
    got: quote(principal),
    fix:
      nearest === undefined ? `name one of them, ${map}` : `did you mean ${quote(nearest)}? Otherwise ${map.slice(3)}`,
  };
}
