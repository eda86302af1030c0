import { createHash } from 'node:crypto';
import type { PageAssets } from './build-page.ts';
import type { PageModel } from './model.ts';

/** The policy of a served page: its own files and nothing else. */
export const servedPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A page that fetches its script, style and data from its server. @param world JSON of the map */
export function servedHtml(world: string): string {
  return [
    ...opening('Sluice'),
    '<link rel="stylesheet" href="page.css">',
    '</head>',
    '<body>',
    jsonElement('world', world),
    '<script src="page.js" defer></script>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/**
 * A page that holds everything. Its policy names the one script and the one style by their hash, so that nothing that came
 * with the data could run, and no request can leave it.
 */
export function selfContainedHtml(model: PageModel, assets: PageAssets): string {
  const policy = [
    "default-src 'none'",
    `script-src '${digest(assets.script)}'`,
    `style-src '${digest(assets.style)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return [
    ...opening(model.title),
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<style>${assets.style}</style>`,
    '</head>',
    '<body>',
    '<noscript>This page draws its charts with the script that it holds; it asks no other machine for anything.</noscript>',
    ...(hasMap(model) ? [jsonElement('world', assets.world)] : []),
    jsonElement('model', JSON.stringify(model)),
    `<script>${assets.script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** JSON inside a script element: `<` is written as an escape, so that no text of the data can end the element. */
export function jsonElement(id: string, json: string): string {
  return `<script type="application/json" id="${id}">${json.replaceAll('<', '\\u003c')}</script>`;
}

function opening(title: string): string[] {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    '<link rel="icon" href="data:,">',
    `<title>${escapeText(title)}</title>`,
  ];
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function hasMap(model: PageModel): boolean {
  return model.dashboards.some(({ sheets }) =>
    sheets.some(({ elements }) => elements.some((item) => item.kind === 'visual' && item.visual.kind === 'map')),
  );
}
