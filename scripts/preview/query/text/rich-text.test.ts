// biome-ignore-all lint/suspicious/noTemplateCurlyInString: QuickSight's parameters are written so
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText, richText } from './rich-text.ts';

const none = (): string => '';

describe('richText', () => {
  it('reads sizes, marks, colours, links, bullets and breaks', () => {
    const source = `<text-box>
      <block align="right"><inline font-size="20px" color="#AA0000"><b>Big &amp; red</b></inline></block>
      one<br/>two <a href="https://example.org/a?b=1&amp;c=2"><i>link</i></a>
      <ul><li>first</li><li>second</li></ul>
    </text-box>`;
    expect(richText(source, none)).toEqual([
      { style: 'heading-2', align: 'right', runs: [{ text: 'Big & red', bold: true, color: '#AA0000' }] },
      { style: 'body', align: 'left', runs: [{ text: 'one' }] },
      {
        style: 'body',
        align: 'left',
        runs: [{ text: 'two ' }, { text: 'link', italic: true, href: 'https://example.org/a?b=1&c=2' }],
      },
      { style: 'bullet', align: 'left', runs: [{ text: 'first' }] },
      { style: 'bullet', align: 'left', runs: [{ text: 'second' }] },
    ]);
  });

  it.each([
    ['<a href="javascript:alert(1)">x</a>', [{ text: 'x' }]],
    ['<inline color="red;background:url(x)">x</inline>', [{ text: 'x' }]],
    ['<script>x</script>', [{ text: 'x' }]],
    ['a < b', [{ text: 'a ' }, { text: '<' }, { text: ' b' }]],
  ])('keeps only the text of %s', (source, runs) => {
    expect(richText(source, none)).toMatchObject([{ runs }]);
  });

  it('makes no mark of what it does not know, whatever the text', () => {
    const pieces = fc.constantFrom(
      '<b>',
      '</b>',
      '<a href="javascript:x">',
      '</a>',
      '<li>',
      '<br/>',
      '<',
      '>',
      '&lt;',
      'x',
      ' ',
      '<inline color="#12345g">',
      '<parameter>',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        for (const run of richText(parts.join(''), none).flatMap((paragraph) => paragraph.runs)) {
          expect(run.href).toBeUndefined();
          expect(run.color).toBeUndefined();
        }
      }),
    );
  });

  it('makes titles one line', () => {
    expect(
      plainText(
        '<visual-title>\n  <inline font-size="14px">Keys of </inline>\n  <b><parameter>${P}</parameter></b>\n</visual-title>',
        (name) => `[${name}]`,
      ),
    ).toBe('Keys of [P]');
  });
});
