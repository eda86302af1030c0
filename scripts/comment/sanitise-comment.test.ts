import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeMarkdown } from '../github/markdown.ts';
import { sanitiseComment } from './sanitise-comment.ts';

const run = 'https://github.com/team/lake/actions/runs/77';
const without = (text: string) => text.replaceAll('\u200b', '');

describe('what could do something is text', () => {
  test.each([
    ['a mention', 'ask @team/leads', 'ask @\u200bteam/leads'],
    ['a mention by entity', '&#64;team &commat;team', '&amp;#\u200b64;team &amp;commat;team'],
    ['a mention with an entity in it', '@&#116;eam', '@\u200b&amp;#\u200b116;eam'],
    ['a mention behind an escape', '\\@team', '\\@\u200bteam'],
    ['a reference', 'closes #12 and a/b#3, GH-4', 'closes #\u200b12 and a/b#\u200b3, GH\u200b-4'],
    ['a reference by entity', '&#35;12', '&#35;\u200b12'],
    ['a comment', '<!-- sluice-report -->', '&lt;!-- sluice-report -->'],
    ['an image', '![x](https://evil.example/x.png)', '!\\[x]\\(https:\u200b//evil.example/x.png)'],
    ['HTML', '<img src=x onerror=y><script>', '&lt;img src=x onerror=y>&lt;script>'],
    ['a tag with attributes', '<details open>', '&lt;details open>'],
    ['a link', '[x](https://evil.example)', '[x]\\(https:\u200b//evil.example)'],
    ['a link behind an escape', '[x\\](https://evil.example)', '[x\\]\\(https:\u200b//evil.example)'],
    ['a relative link', '[x](/team/lake/settings)', '[x]\\(/team/lake/settings)'],
    ['a reference link', '[x][y]\n\n[y]: //evil.example', '[x]\\[y]\n\n[y]\\: //evil.example'],
    ['a bare address', 'https://evil.example www.evil.example', 'https:\u200b//evil.example www\u200b.evil.example'],
    ['an address in angle brackets', '<https://evil.example>', '&lt;https:\u200b//evil.example>'],
    ['a fence', '```suggestion\nx\n~~~', '\\`\\`\\`suggestion\nx\n\\~\\~\\~'],
    ['a terminal’s and a reader’s tricks', 'a\u001b[31m\u0000b\u202ec\u2066\ufeff', 'a[31mbc'],
    ['what is opened', '<details><summary>x', '<details><summary>x</summary>\n\n</details>'],
    ['what was never opened', 'a</b>\n</details>', 'a&lt;/b&gt;\n&lt;/details&gt;'],
    ['a closing that only looks like one', '<details>\n`</details>`', '<details>\n`&lt;/details>`\n\n</details>'],
  ])('%s', (_, given, expected) => {
    expect(sanitiseComment(given)).toBe(expected);
  });

  test('a link to the run stays, one that begins like it does not', () => {
    expect(sanitiseComment(`[run](${run})`, [run])).toBe(`[run](${run})`);
    expect(sanitiseComment(`[run](${run}/../../settings)`, [run])).toContain(']\\(');
    expect(sanitiseComment(`[run](${run.toUpperCase()})`, [run])).toContain(']\\(');
  });
});

test('what is harmless stays', () => {
  const text = '### Sluice\n\n| a | b |\n| --- | ---: |\n| <code>x&#95;y</code> | 1 (+2) |\n\n- ❌ **refused**: x\n';
  expect(sanitiseComment(text)).toBe(text);
});

test('escaped text comes through as it was, but for what can’t be seen', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const escaped = escapeMarkdown(
        text.replace(/\p{Default_Ignorable_Code_Point}|\p{Noncharacter_Code_Point}/gu, ''),
      );
      expect(without(sanitiseComment(escaped))).toBe(without(escaped));
    }),
  );
});

const parts = [
  '@',
  '#',
  '1',
  'a',
  '&',
  ';',
  '<',
  '>',
  '!',
  '[',
  ']',
  '(',
  ')',
  ':',
  '/',
  '\\',
  '`',
  '~',
  '\n',
  'www.',
  '<b>',
  '</b>',
  '<details>',
  '</details>',
  '&lt;',
  '&#64;',
  '\u200b',
  ' ',
];

test('whatever is put together, nothing is left that GitHub would act on; twice is once', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...parts)).map((all) => all.join('')),
      (text) => {
        const safe = sanitiseComment(text);
        expect(safe).not.toMatch(
          /@[\w&]|#\w|\]\(|\]:|!\[|<(?!\/?(details|summary|code|b|sub)>|br>)|:\/\/|www\.|`{3}|~{3}/,
        );
        for (const tag of ['details', 'b']) {
          expect(safe.split(`<${tag}>`).length, safe).toBe(safe.split(`</${tag}>`).length);
        }
      },
    ),
  );
});
