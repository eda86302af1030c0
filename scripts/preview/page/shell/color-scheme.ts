import { type Paint, palettes } from '../palette.ts';

export type SchemeChoice = 'light' | 'dark' | 'system';

const key = 'sluice-color-scheme';

/** What was chosen earlier; `system` when nothing was, or when the browser keeps nothing for this page. */
export function rememberedScheme(): SchemeChoice {
  try {
    const value = localStorage.getItem(key);
    return value === 'light' || value === 'dark' ? value : 'system';
  } catch {
    return 'system';
  }
}

/** Shows the page in a scheme and remembers it. */
export function chooseScheme(choice: SchemeChoice): void {
  applyScheme(choice);
  try {
    if (choice === 'system') localStorage.removeItem(key);
    else localStorage.setItem(key, choice);
  } catch {
    // A file opened from disk may have no storage: the choice then lasts as long as the page.
  }
}

/** Sets the attribute that page.css reads. */
export function applyScheme(choice: SchemeChoice): void {
  document.documentElement.dataset['scheme'] = choice === 'system' ? systemScheme() : choice;
}

function systemScheme(): 'light' | 'dark' {
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** The scheme in force. */
export function shownScheme(): 'light' | 'dark' {
  const shown = document.documentElement.dataset['scheme'];
  return shown === 'dark' || shown === 'light' ? shown : systemScheme();
}

/** The width below which page.css lays everything out in one column. */
export const narrowPage = '(max-width: 760px)';

/** The colours of the scheme in force, read from page.css so that each is written once. */
export function currentPaint(themeColors: readonly string[]): Paint {
  const styles = getComputedStyle(document.documentElement);
  const color = (name: string) => styles.getPropertyValue(name).trim();
  const scheme = shownScheme();
  return {
    scheme,
    text: color('--text'),
    muted: color('--muted'),
    hairline: color('--hairline'),
    surface: color('--surface'),
    land: color('--land'),
    accent: palettes[scheme][0],
    font: styles.fontFamily,
    data: themeColors.length > 0 ? themeColors : palettes[scheme],
    narrow: matchMedia(narrowPage).matches,
    animate: !matchMedia('(prefers-reduced-motion: reduce)').matches,
  };
}
