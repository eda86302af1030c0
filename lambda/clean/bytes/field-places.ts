/** Where the fields of one record stand: by number of the field, from `starts` to before `ends`. */
export class FieldPlaces {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;

  /** @param width how many fields a record has at most */
  constructor(width: number) {
    this.starts = new Uint32Array(width);
    this.ends = new Uint32Array(width);
  }
}
