/** table.json as its JSON Schema allows it (table.schema.json). */
export interface ContractJson {
  readonly title: string;
  readonly description: string;
  readonly owner: string;
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly nullable: boolean;
    readonly description: string;
    readonly unit?: string;
  }[];
  readonly key: readonly string[];
  readonly partitions?: readonly string[];
}
