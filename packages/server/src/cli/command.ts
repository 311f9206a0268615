import type { ParseArgsOptionsConfig } from 'node:util';

/** What a command is given. */
export interface CommandInput {
  /** A connection string of PostgreSQL, or the path of a SQLite file; empty where none is named and none is needed. */
  readonly database: string;
  /** Answer in JSON. */
  readonly json: boolean;
  /** What stands after the command, in order: as many as it takes. */
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
  /** The names of what has to stand after it. */
  readonly takes?: readonly string[];
  /** Options of its own, beside `--database`, `--json` and `--help`. */
  readonly options?: ParseArgsOptionsConfig;
  /** False: it works without a ledger. */
  readonly needsDatabase?: boolean;
  /** Runs it and gives the exit code. What it throws is told to the user. */
  readonly run: (input: CommandInput) => Promise<number>;
}

/** The exit code when something was found: everything could be read, and something in it is not as it should be. */
export const FOUND = 3;
