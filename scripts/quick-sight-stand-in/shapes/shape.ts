/** A type of QuickSight's API as the SDK describes it. Structures are read when they are first asked for. */
export type Shape =
  | { readonly kind: 'text'; readonly allowed?: readonly string[] | undefined }
  | { readonly kind: 'number' | 'boolean' | 'time' | 'document' }
  | { readonly kind: 'list' | 'map'; readonly items: () => Shape }
  | StructureShape;

export interface StructureShape {
  readonly kind: 'structure';
  readonly name: string;
  readonly members: ReadonlyMap<string, Member>;
  readonly required: readonly string[];
  /** Exactly one member may be set. */
  readonly union: boolean;
}

export interface Member {
  readonly shape: () => Shape;
  /** Where HTTP carries it. */
  readonly place: Place;
}

export type Place = { readonly in: 'body' | 'path' | 'status' } | { readonly in: 'query'; readonly name: string };
