import type { Bundle, OwnFiles } from '../bundle/bundle.js';
import type { Certificate } from '../certificate/read-certificate.js';
import type { ScriptFacts } from '../script/script-facts.js';
import type { Finding } from './finding.js';

/** The common part of a bundle and a plugin. */
export interface FileRuleInput {
  /** Its own files by path, without those that the platform's build adds. */
  readonly files: OwnFiles;
  readonly scripts: ScriptFacts;
}

/** The input of a rule. */
export interface RuleInput extends FileRuleInput {
  readonly bundle: Bundle;
  /** The client certificate of the backend, if one was given. */
  readonly certificate: Certificate | undefined;
  /** The `appName` of the project's configuration, if one was found. */
  readonly configuredAppName: string | undefined;
  /** The time of the check, in milliseconds since 1970. */
  readonly now: number;
}

/** Checks one thing and returns its findings. Empty if all is well. */
export type Rule = (evidence: RuleInput) => readonly Finding[];

/** A rule that needs only files and scripts. */
export type FileRule = (evidence: FileRuleInput) => readonly Finding[];
