import { expect, it } from 'vitest';
import { plainText } from './plain-text.ts';

it('turns documentation into lines', () => {
  const html =
    '<p>The <code>Type</code> of\n   a line.</p>\n <ul>\n <li>\n <p>\n <code>LINE</code>: plain</p>\n </li> </ul>';
  expect(plainText(html)).toBe('The `Type` of a line.\n- `LINE`: plain');
});

it('reads entities once', () => {
  expect(plainText('<p>a &lt; b &amp;amp; &quot;c&quot;</p>')).toBe('a < b &amp; "c"');
});
