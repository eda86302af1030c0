type Child = Node | string | undefined | false;
type Properties = Readonly<Record<string, string | number | boolean | undefined | ((event: Event) => void)>>;

/**
 * Makes an HTML element. Text only ever becomes text nodes and attributes: nothing of the model is parsed as markup.
 * @param properties attributes; `true` writes an empty attribute, `false` and undefined none; functions listen to the event of their name
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Properties = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  return fill(document.createElement(tag), properties, children);
}

/** The same for SVG. */
export function svgElement<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  properties: Properties = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[Tag] {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), properties, children);
}

function fill<Target extends Element>(target: Target, properties: Properties, children: readonly Child[]): Target {
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') target.addEventListener(name, value);
    else if (value !== undefined && value !== false) target.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) if (child !== undefined && child !== false) target.append(child);
  return target;
}

let count = 0;

/** An id that no other element of the page has. */
export function uniqueId(prefix: string): string {
  count += 1;
  return `${prefix}-${count}`;
}
