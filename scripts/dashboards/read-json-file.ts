import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type JsonDocument, parseJsonDocument } from '../../lambda/schema/json-document.ts';
import { type DashboardFinding, duplicateKey, fileUnreadable, jsonSyntax } from './findings.ts';

/**
 * Reads a JSON file with the places of its values.
 * @param file as the person named it, and as findings show it
 * @param root what a relative file stands in
 */
export async function readJsonFile(
  file: string,
  root: string,
): Promise<{ document: JsonDocument } | { findings: readonly DashboardFinding[] }> {
  let text: string;
  try {
    text = await readFile(path.resolve(root, file), 'utf8');
  } catch (error) {
    return { findings: [fileUnreadable({ file }, systemCode(error))] };
  }
  const parsed = parseJsonDocument(text, file);
  if ('document' in parsed) return parsed;
  return {
    findings: parsed.findings.map((finding) =>
      finding.code === 'json-duplicate-key'
        ? duplicateKey(finding.place, finding)
        : jsonSyntax(finding.place, finding.got ?? 'something else'),
    ),
  };
}

/** `ENOENT` and its like; anything that the system didn't say is a bug. */
function systemCode(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  throw error;
}
