import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonElement, selfContainedHtml, servedHtml, servedPolicy } from './page-html.ts';
import { sampleModel } from './testing/sample-model.ts';

const assets = { script: 'console.log("page")', style: 'body{margin:0}', world: '{"countries":[]}' };

describe('jsonElement', () => {
  test('no text of the data can end the element, and all of it is read back', () => {
    const hostile = fc.oneof(fc.string(), fc.constantFrom('</script>', '<!--<script>', ']]>', '\u2028', '</SCRIPT\n>'));
    fc.assert(
      fc.property(fc.array(hostile), (texts) => {
        const html = jsonElement('model', JSON.stringify(texts));
        const inside = html.slice(html.indexOf('>') + 1, html.lastIndexOf('</script>'));
        expect(inside).not.toContain('<');
        expect(JSON.parse(inside)).toEqual(texts);
      }),
    );
  });
});

describe('selfContainedHtml', () => {
  const html = selfContainedHtml(sampleModel, assets);

  test('its policy lets its own script and style run, by their hashes, and nothing else', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    for (const text of [assets.script, assets.style]) {
      expect(policy).toContain(`'sha256-${createHash('sha256').update(text).digest('base64')}'`);
    }
    expect(policy).toMatch(/^default-src 'none'/);
    expect(policy).not.toMatch(/unsafe|http|\*/);
  });
  test('names no other machine', () => {
    const withoutData = selfContainedHtml({ ...sampleModel, dashboards: [] }, assets);
    expect(withoutData.match(/(?:src|href)="[^"]*"/g)).toEqual(['href="data:,"']);
  });
  test('carries the map only when a visual needs it', () => {
    expect(html).toContain('id="world"');
    expect(selfContainedHtml({ ...sampleModel, dashboards: [] }, assets)).not.toContain('id="world"');
  });
  test('a title is text', () => {
    expect(selfContainedHtml({ ...sampleModel, title: '</title><b>' }, assets)).toContain(
      '<title>&lt;/title&gt;&lt;b&gt;</title>',
    );
  });
});

test('the served page runs files of its own server alone', () => {
  expect(servedHtml(assets.world)).not.toMatch(/<script>|<style>|https?:/);
  expect(servedPolicy).not.toMatch(/unsafe|http|\*/);
});
