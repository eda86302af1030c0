/** The package brings no types. */
declare module 'asl-validator' {
  /** Judges a definition, and writes defaults into it. */
  function validate(definition: object): { readonly isValid: boolean; readonly errors: readonly object[] };
  export = validate;
}
