import type { SheetModel } from '../../model.ts';
import { element } from '../element.ts';

/** Tabs by the ARIA pattern: arrows, Home and End move and choose; Tab goes on to the panel. */
export function sheetTabs(
  sheets: readonly SheetModel[],
  current: string,
  panelId: string,
  choose: (sheet: string) => void,
): HTMLElement {
  const tabs = sheets.map(({ id, title }) =>
    element(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: tabId(id),
        'aria-selected': String(id === current),
        'aria-controls': panelId,
        tabindex: id === current ? 0 : -1,
        click: () => choose(id),
      },
      title,
    ),
  );
  const move = (event: Event) => {
    if (!(event instanceof KeyboardEvent)) return;
    const at = tabs.findIndex(({ id }) => id === document.activeElement?.id);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined || at === -1) return;
    event.preventDefault();
    tabs.at(to % tabs.length)?.focus();
    tabs.at(to % tabs.length)?.click();
  };
  return element('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Sheets', keydown: move }, ...tabs);
}

/** The id of a sheet's tab: what its panel is labelled by. */
export function tabId(sheet: string): string {
  return `tab-${sheet.replace(/[^\w-]/g, '_')}`;
}
