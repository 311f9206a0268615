import type { Finding } from '../rules/finding.js';
import type { FileRuleInput } from '../rules/rule.js';
import type { Plugin } from './plugin.js';

/** All that a rule for plugins may look at. */
export interface PluginRuleInput extends FileRuleInput {
  readonly plugin: Plugin;
  /** The hosts that were registered; `undefined` if they were not said. */
  readonly acl: readonly string[] | undefined;
}

/** Looks at one thing and says what it has found. */
export type PluginRule = (evidence: PluginRuleInput) => readonly Finding[];
