import type { ControlValue } from './model.ts';

/** What the page asks the server for when a control changed: the dashboard computed again at these values. */
export interface QueryRequest {
  /** `DashboardModel.id`. */
  readonly dashboard: string;
  /** `SheetModel.id` of the sheet in view. */
  readonly sheet: string;
  /** By control id; a control that is missing keeps its default. */
  readonly controlValues: Readonly<Record<string, ControlValue>>;
}

/**
 * Reads a request body.
 * @param body parsed JSON of unknown shape
 * @returns the request, or a sentence that says what is wrong with it
 */
export function parseQueryRequest(body: unknown): QueryRequest | string {
  if (!isRecord(body)) return 'expected a JSON object {dashboard, sheet, controlValues}';
  const { dashboard, sheet, controlValues } = body;
  if (typeof dashboard !== 'string') return 'dashboard: expected a string';
  if (typeof sheet !== 'string') return 'sheet: expected a string';
  if (!isRecord(controlValues)) return 'controlValues: expected an object of values by control id';
  const values: [string, ControlValue][] = [];
  for (const [id, value] of Object.entries(controlValues)) {
    const parsed = parseControlValue(value);
    if (parsed === undefined) {
      return `controlValues.${id}: expected {kind: "list", values: [text]} or {kind: "range", from, to}`;
    }
    values.push([id, parsed]);
  }
  return { dashboard, sheet, controlValues: Object.fromEntries(values) };
}

function parseControlValue(value: unknown): ControlValue | undefined {
  if (!isRecord(value)) return undefined;
  if (value['kind'] === 'list') {
    const values = value['values'];
    if (!Array.isArray(values)) return undefined;
    const texts = values.filter((item): item is string => typeof item === 'string');
    return texts.length === values.length ? { kind: 'list', values: texts } : undefined;
  }
  if (value['kind'] !== 'range') return undefined;
  const [from, to] = [value['from'] ?? undefined, value['to'] ?? undefined];
  if (from !== undefined && typeof from !== 'string') return undefined;
  if (to !== undefined && typeof to !== 'string') return undefined;
  return { kind: 'range', from, to };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
