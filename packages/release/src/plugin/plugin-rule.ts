import type { Finding } from '../rules/finding.js';
import type { FileRuleInput } from '../rules/rule.js';
import type { Plugin } from './plugin.js';

/** The input of a rule for plugins. */
export interface PluginRuleInput extends FileRuleInput {
  readonly plugin: Plugin;
  /** The registered hosts. `undefined` if they are not known. */
  readonly acl: readonly string[] | undefined;
}

/** Checks one thing and returns its findings. */
export type PluginRule = (evidence: PluginRuleInput) => readonly Finding[];
