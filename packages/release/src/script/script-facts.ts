/** A place in a file of the bundle. */
export interface Place {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** A text that a script holds. */
export interface TextInScript extends Place {
  readonly text: string;
}

/** An address that a script asks: the first argument of `fetch`, a WebSocket, or a property that names one. */
export interface AskedAddress extends Place {
  readonly address: string;
}

/** What the scripts of a mini-app do, read from their code, which is minified as a rule. */
export interface ScriptFacts {
  /** Names of methods that are called, or taken out of an object to be called, with the first place of each. */
  readonly calls: ReadonlyMap<string, Place>;
  /** Options that are given as `true`. */
  readonly switchedOn: ReadonlySet<string>;
  readonly texts: readonly TextInScript[];
  readonly addresses: readonly AskedAddress[];
  /** Scripts that are no JavaScript that can be parsed, such as Hermes bytecode. */
  readonly unread: readonly string[];
}
