import type { Bundle } from '../bundle/bundle.js';
import type { Certificate } from '../certificate/read-certificate.js';
import type { ScriptFacts } from '../script/script-facts.js';
import type { Finding } from './finding.js';

/** All that a rule may look at. */
export interface RuleInput {
  readonly bundle: Bundle;
  readonly scripts: ScriptFacts;
  /** The client certificate of the backend, where one was given. */
  readonly certificate: Certificate | undefined;
  /** The `appName` of the project's configuration, where one was found. */
  readonly configuredAppName: string | undefined;
  /** The time of the check, in milliseconds since 1970. */
  readonly now: number;
}

/** Looks at one thing and says what it has found; nothing, if all is well. */
export type Rule = (evidence: RuleInput) => readonly Finding[];
