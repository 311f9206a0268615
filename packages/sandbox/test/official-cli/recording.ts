import { readFileSync } from 'node:fs';

/** One call of the official command line, and what the desk answered. */
export interface RecordedCall {
  /** Seconds after the first call. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly status: number;
  readonly answer: unknown;
}

/** One run of it. */
export interface RecordedRun {
  readonly name: string;
  readonly id: string;
  readonly appName?: string;
  readonly buildSeconds?: number;
  readonly largest?: number;
  /** A key that the desk has not issued. */
  readonly key?: string;
  readonly exitCode: number;
  readonly said: string;
  readonly calls: readonly RecordedCall[];
}

/** What `npm run record:official-deploy` has written. */
export const recording = JSON.parse(readFileSync(new URL('./recording.json', import.meta.url), 'utf8')) as {
  readonly cli: string;
  readonly appName: string;
  readonly scenarios: readonly RecordedRun[];
};
