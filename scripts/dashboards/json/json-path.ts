import type { JsonPath } from '../../../lambda/schema/json-document.ts';

/**
 * A path as messages show it: `Sheets[0].Visuals[3].KPIVisual`; `the file` for the root.
 * Keys that are no plain words are quoted: `columns["unit price"]`.
 */
export function formatJsonPath(path: JsonPath): string {
  if (path.length === 0) return 'the file';
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    if (!/^[$\w-]+$/.test(step)) return `${text}[${JSON.stringify(step)}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}
