import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import { bundleUnreadable, fileUnreadable } from '../findings/file-findings.ts';
import { systemCode } from '../json/read-json-file.ts';

/** One resource of a bundle. */
export interface BundleMember {
  /** `dashboard/<id>.json`; of a folder's name the part before the slash tells the kind. */
  readonly name: string;
  readonly text: string;
}

/** Whether a file is judged as an asset bundle: QuickSight gives them this ending. */
export function isBundle(file: string): boolean {
  return path.extname(file).toLowerCase() === '.qs';
}

/**
 * The JSON files of an asset bundle: the zip archive that StartAssetBundleExportJob makes with the format QUICKSIGHT_JSON.
 * https://docs.aws.amazon.com/quicksight/latest/developerguide/assetbundle-export.html
 * @param file as the person named it; @param root what a relative file stands in
 */
export async function readBundle(
  file: string,
  root: string,
): Promise<{ readonly members: readonly BundleMember[] } | { readonly findings: readonly DashboardFinding[] }> {
  let archive: Uint8Array;
  try {
    archive = await readFile(path.resolve(root, file));
  } catch (error) {
    return { findings: [fileUnreadable({ file }, systemCode(error))] };
  }
  // Loaded when there is a bundle: most of validating has none.
  const { readZip } = await import('./read-zip.ts');
  const read = await readZip(archive);
  if ('problem' in read) return { findings: [bundleUnreadable({ file }, read.problem)] };
  const members = read.entries.flatMap(({ name, bytes }) =>
    name.endsWith('.json') ? [{ name, text: Buffer.from(bytes).toString('utf8') }] : [],
  );
  if (!members.some(({ name }) => /^(dashboard|analysis)\//.test(name)))
    return { findings: [bundleUnreadable({ file }, `${members.length} other assets and neither`)] };
  return { members };
}
