/** Where the command line reads from and writes to. */
export interface CliHost {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** Asks the backends. */
  readonly fetch: typeof fetch;
}
