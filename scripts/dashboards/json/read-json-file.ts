import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import { fileUnreadable } from '../findings/file-findings.ts';
import { parsePlacedJson } from './parse-placed-json.ts';
import type { PlacedJson } from './placed-json.ts';

/**
 * Reads a JSON file with the places of its values.
 * @param file as the person named it, and as findings show it
 * @param root what a relative file stands in
 */
export async function readJsonFile(
  file: string,
  root: string,
): Promise<{ document: PlacedJson } | { findings: readonly DashboardFinding[] }> {
  let text: string;
  try {
    text = await readFile(path.resolve(root, file), 'utf8');
  } catch (error) {
    return { findings: [fileUnreadable({ file }, systemCode(error))] };
  }
  return await parsePlacedJson(text, file);
}

/** `ENOENT` and its like; anything that the system didn't say is a bug. */
export function systemCode(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  throw error;
}
