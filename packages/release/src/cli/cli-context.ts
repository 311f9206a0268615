/** Where the command line reads from and writes to. */
export interface CliContext {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** The `fetch` for requests to backends. */
  readonly fetch: typeof fetch;
}
