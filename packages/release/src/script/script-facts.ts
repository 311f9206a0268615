/** A place in a file of the bundle. */
export interface Place {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** A string in a script. */
export interface TextInScript extends Place {
  readonly text: string;
}

/** An address that a script requests: the first argument of `fetch`, a WebSocket, or a property with an address. */
export interface AskedAddress extends Place {
  readonly address: string;
}

/** Facts about the scripts of a mini-app, read from their code, which is usually minified. */
export interface ScriptFacts {
  /** The names of methods that are called or destructured, with the first place of each. */
  readonly calls: ReadonlyMap<string, Place>;
  /** The names of options with the value `true`. */
  readonly switchedOn: ReadonlySet<string>;
  /** Whether a request is made with cookies of the backend: `credentials: 'include'`, or `withCredentials`. */
  readonly sendsCredentials: boolean;
  readonly texts: readonly TextInScript[];
  readonly addresses: readonly AskedAddress[];
  /** Scripts that cannot be parsed as JavaScript, such as Hermes bytecode. */
  readonly unread: readonly string[];
}
