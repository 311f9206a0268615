import type fc from 'fast-check';

/** A text that no error may repeat. */
export const SECRET = 'secret-user-key-5f2a9c';

/** One parser, or one door of HTTP. */
export interface FuzzTarget {
  readonly name: string;
  readonly inputs: fc.Arbitrary<unknown>;
  /** Reads an input. What it throws has to be an error of the package. */
  run(input: never): unknown;
  /** Whether an error is one that the documentation names. Nothing may be thrown where it is missing. */
  isTyped?(error: unknown): boolean;
  /**
   * What it gets of the inputs of the short form in `npm test`: what writes to a disk is slower. `npm run fuzz` gives every target
   * the whole number.
   * @defaultValue 1
   */
  readonly share?: number;
  close?(): unknown;
}

/** Makes a target whose inputs and whose reader have the same type. */
export function target<Input>(definition: {
  readonly name: string;
  readonly inputs: fc.Arbitrary<Input>;
  run(input: Input): unknown;
  isTyped?(error: unknown): boolean;
  readonly share?: number;
  close?(): unknown;
}): FuzzTarget {
  return definition as FuzzTarget;
}
