import { addresses } from '../rules/addresses.js';
import { type Finding, inOrder, isRefused } from '../rules/finding.js';
import { leftovers } from '../rules/leftovers.js';
import { secrets } from '../rules/secrets.js';
import { readScripts } from '../script/read-scripts.js';
import { calledHosts } from './called-hosts.js';
import { entry } from './entry.js';
import { frontScreens } from './front-screens.js';
import { hosts } from './hosts.js';
import { type Plugin, type PluginKind, readPlugin } from './plugin.js';
import type { PluginRule, PluginRuleInput } from './plugin-rule.js';
import { projectRoot } from './project-root.js';
import { tabManifest } from './tab-manifest.js';

const RULES: readonly PluginRule[] = [
  ...[entry, tabManifest, projectRoot, hosts, frontScreens],
  ...[secrets, leftovers, addresses],
];

/** What to check a plugin for Toss Place against. */
export interface PluginCheckOptions {
  /** What it is. @defaultValue it follows from its files */
  readonly kind?: PluginKind | undefined;
  /** The hosts that are registered for it, such as `api.example.com`. Without them, hosts are named and not judged. */
  readonly acl?: readonly string[] | undefined;
}

/** What a check of a plugin has found. */
export interface PluginReport {
  readonly plugin: Pick<Plugin, 'kind' | 'sha256'> & { readonly files: number; readonly size: number };
  /** The hosts that it calls, without the platform's own. */
  readonly hosts: readonly string[];
  /** Refused first, then warnings, then notes. */
  readonly findings: readonly Finding[];
  /** Whether nothing was refused. */
  readonly ok: boolean;
}

/**
 * Checks the ZIP of a plugin for Toss Place. It asks nobody and changes nothing.
 * @throws {BundleError} if it is no ZIP that can be read
 */
export async function checkPlugin(
  content: Uint8Array,
  { kind, acl }: PluginCheckOptions = {},
): Promise<PluginReport> {
  const plugin = await readPlugin(content, kind);
  // Packages that came along by mistake are said once; what is in them is not the plugin's.
  const files = plugin.files.filter(([path]) => !path.includes('node_modules/'));
  const evidence: PluginRuleInput = { plugin, files, scripts: readScripts(files), acl };
  const findings = RULES.flatMap((rule) => rule(evidence));
  return {
    plugin: {
      ...{ kind: plugin.kind, sha256: plugin.sha256, files: plugin.files.length },
      size: plugin.files.reduce((sum, [, { length }]) => sum + length, 0),
    },
    hosts: calledHosts(evidence).map(({ host }) => host),
    findings: inOrder(findings),
    ok: !findings.some(isRefused),
  };
}
