/**
 * Something that a definition asks for and that can't be computed rightly: thrown inside one visual, control or filter, caught where
 * that part ends, and shown there by name. Never leaves this room.
 */
export class NotDrawable extends Error {
  /** @param reason a clause for a person: `sumOver: [region] is not in the visual` */
  constructor(reason: string) {
    super(reason);
    this.name = 'NotDrawable';
  }
}
