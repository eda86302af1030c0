import fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';
import { sanitiseComment } from '../comment/sanitise-comment.ts';
import { draftMarkdown } from './draft-markdown.ts';

/** What a person copies out of the block, as micromark shows it, which follows CommonMark and GitHub's tests: one block of code, no HTML but ours. */
function copied(markdown: string): unknown {
  const html = micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  const blocks = [...html.matchAll(/<pre><code>([\s\S]*?)<\/code><\/pre>/g)];
  expect(blocks).toHaveLength(1);
  const outside = html.replace(blocks[0]?.[0] ?? '', '');
  expect(outside).not.toMatch(/<(?!\/?(?:details|summary|code|p|ul|li)>)/);
  const text = (blocks[0]?.[1] ?? '').replace(/&(lt|gt|amp|quot);/g, (_, name) => entities[name] ?? '');
  return JSON.parse(text);
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

const hostile = [
  '```',
  '~~~~',
  '</details>',
  '@someone',
  '#1',
  'GH-12',
  'www.evil.example',
  'https://evil.example/?a&b',
  '![x](https://evil.example)',
  '[x]: https://evil.example',
  '&#64;team',
  '\u202Egnp.exe',
  'a\\:\\/b',
  '<!-- report -->',
  '::error::x',
  'a\nb',
  'height 5" \\pipe',
  '_x_ $y$ z',
  '😀|*_',
];

describe('a draft in Markdown', () => {
  test.each(hostile)('%j is copied as it was, and does nothing', (name) => {
    const schema = { title: name, properties: { [name]: { enum: [name, null], 'x-sluice': { aliases: [name] } } } };
    const text = `${JSON.stringify(schema, undefined, 2)}\n`;
    const markdown = draftMarkdown({ dataset: 'orders', text, lookAt: [name] });
    expect(copied(markdown)).toEqual(schema);
    expect(sanitiseComment(markdown)).toBe(sanitiseComment(sanitiseComment(markdown)));
    expect(copied(sanitiseComment(markdown))).toEqual(schema);
    expect(markdown).not.toMatch(/@[a-z]|```|~~~|\u202E/);
  });

  test('whatever is in it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (value, name) => {
        const schema = { properties: { [name]: value } };
        const markdown = draftMarkdown({
          dataset: 'orders',
          text: JSON.stringify(schema, undefined, 2),
          lookAt: [name],
        });
        expect(copied(sanitiseComment(markdown))).toEqual(JSON.parse(JSON.stringify(schema)));
      }),
      { numRuns: 300 },
    );
  });

  test('many remarks are cut, and what shows the rest is said', () => {
    const lookAt = Array.from({ length: 30 }, (_, index) => `remark ${index} `.repeat(100));
    const markdown = draftMarkdown({ dataset: 'orders', text: '{}', lookAt });
    expect(markdown).toContain('and 18 more: npx sluice new dataset orders --dry-run');
    expect(markdown.length).toBeLessThan(8000);
  });
});
