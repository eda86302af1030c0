/**
 * Data colours in order of use, for the light and the dark surface. The first is the accent. Each has a contrast of 3:1
 * with its surface, and any two stay apart for protan, deutan and tritan readers (palette.test.ts simulates them).
 */
export const palettes = {
  light: ['#2563a6', '#c58620', '#70163a', '#5b95d6', '#a04c14', '#283380', '#a26c79', '#7e4c62'],
  dark: ['#6aa9e9', '#e8b44a', '#9b5b86', '#9ff0ee', '#c2866e', '#5c7f2b', '#edea92', '#8fc9b0'],
} as const satisfies Record<'light' | 'dark', readonly string[]>;

/** What a chart is drawn with; CSS custom properties carry the same values for the rest of the page. */
export interface Paint {
  readonly scheme: 'light' | 'dark';
  readonly text: string;
  readonly muted: string;
  readonly hairline: string;
  readonly surface: string;
  readonly land: string;
  readonly accent: string;
  readonly font: string;
  /** The theme's or the page's own data colours. */
  readonly data: readonly string[];
  /** The page is one column: labels get less room. */
  readonly narrow: boolean;
  /** prefers-reduced-motion is off. */
  readonly animate: boolean;
}

/** `count` colours: the visual's own first, then the theme's or the page's, then these again, each round paler. */
export function pickColors(own: readonly string[], paint: Paint, count: number): readonly string[] {
  const rest = paint.data.filter((color) => !own.includes(color));
  const all = [...own, ...rest];
  return Array.from({ length: count }, (_, index) => {
    const color = all[index % all.length] ?? paint.accent;
    return mix(color, paint.surface, Math.min(0.75, 0.45 * Math.floor(index / all.length)));
  });
}

/**
 * A colour for each series, slice or point: the one that the definition gives to its member or measure, otherwise the next of `pickColors`.
 * @param names for each, what `memberColors` may know it by: the member's text, the measure's FieldId
 */
export function namedColors(
  visual: { readonly palette: readonly string[]; readonly memberColors?: Readonly<Record<string, string>> },
  paint: Paint,
  names: readonly (readonly (string | undefined)[])[],
): readonly string[] {
  const asked = names.map((keys) =>
    keys.map((key) => visual.memberColors?.[key ?? '']).find((color) => color !== undefined),
  );
  const taken = new Set(asked);
  const rest = pickColors(visual.palette, paint, names.length + taken.size).filter((color) => !taken.has(color));
  let next = 0;
  return asked.map((color) => color ?? rest[next++] ?? paint.accent);
}

/** A hex colour with a share of another in it; a colour that isn't six hex digits is left as it is. */
function mix(color: string, other: string, share: number): string {
  const six = /^#[0-9a-f]{6}$/i;
  if (share === 0 || !six.test(color) || !six.test(other)) return color;
  const channel = (hex: string, at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  const mixed = [1, 3, 5].map((at) => Math.round(channel(color, at) * (1 - share) + channel(other, at) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
