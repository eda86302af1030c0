import { illegalKey } from './store-errors.ts';

/** Names that Windows keeps for devices, with any ending. */
const devices = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;
/** Printable ASCII without the characters that Windows keeps: `< > : " \ | ? *`, and `/`, which splits keys. */
const legal = /^[ !#-)+-.0-9;=@-[\]-{}~]+$/;

/**
 * Splits a key into the names of a path that every platform takes and that can't leave its folder.
 * @throws StoreError `denied` for an empty name, `.`, `..`, a Windows device, or a character that some platform refuses
 */
export function checkKey(key: string): string[] {
  const names = key.split('/');
  for (const name of names) {
    const sound = legal.test(name) && !devices.test(name) && !/[. ]$/.test(name) && name.length <= 255;
    if (!sound) throw illegalKey(key, name);
  }
  return names;
}
