import type { ParseArgsOptionsConfig } from 'node:util';

/** The input of a command. */
export interface CommandInput {
  /** A connection string of PostgreSQL, or the path of a SQLite file. Empty if none is named and none is needed. */
  readonly database: string;
  /** Answer in JSON. */
  readonly json: boolean;
  /** The arguments after the command, in order. */
  readonly words: readonly string[];
  /** The options with a value. */
  readonly given: Readonly<Record<string, string | undefined>>;
  /** The options without one. */
  readonly flags: Readonly<Record<string, boolean | undefined>>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly out: (line: string) => void;
}

/** A command of the command line. */
export interface Command {
  /** The names of its required arguments. */
  readonly takes?: readonly string[];
  /** Its own options, besides `--database`, `--json` and `--help`. */
  readonly options?: ParseArgsOptionsConfig;
  /** False: it works without a ledger. */
  readonly needsDatabase?: boolean;
  /** Runs it and returns the exit code. An error that it throws is shown to the user. */
  readonly run: (input: CommandInput) => Promise<number>;
}

/** The exit code for a finding: everything could be read, and something in it is wrong. */
export const FOUND = 3;
