/** What a command is given. */
export interface CommandInput {
  /** A connection string of PostgreSQL, or the path of a SQLite file. */
  readonly database: string;
  /** Answer in JSON. */
  readonly json: boolean;
  readonly out: (line: string) => void;
}

/** Runs a command and gives the exit code. What it throws is told to the user. */
export type Command = (input: CommandInput) => Promise<number>;
