import type { Bundle, OwnFiles } from '../bundle/bundle.js';
import type { Certificate } from '../certificate/read-certificate.js';
import type { ScriptFacts } from '../script/script-facts.js';
import type { Finding } from './finding.js';

/** What a bundle and a plugin both have. */
export interface FileRuleInput {
  /** What was brought into it, by path: without what the platform's build adds. */
  readonly files: OwnFiles;
  readonly scripts: ScriptFacts;
}

/** All that a rule may look at. */
export interface RuleInput extends FileRuleInput {
  readonly bundle: Bundle;
  /** The client certificate of the backend, where one was given. */
  readonly certificate: Certificate | undefined;
  /** The `appName` of the project's configuration, where one was found. */
  readonly configuredAppName: string | undefined;
  /** The time of the check, in milliseconds since 1970. */
  readonly now: number;
}

/** Looks at one thing and says what it has found; nothing, if all is well. */
export type Rule = (evidence: RuleInput) => readonly Finding[];

/** A rule that needs no more than files and scripts. */
export type FileRule = (evidence: FileRuleInput) => readonly Finding[];
