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

/** Options of {@link checkPlugin}. */
export interface PluginCheckOptions {
  /** The kind of the plugin. @defaultValue derived from its files */
  readonly kind?: PluginKind | undefined;
  /** The registered hosts, such as `api.example.com`. Without them, hosts are listed but not judged. */
  readonly acl?: readonly string[] | undefined;
}

/** The result of a plugin check. */
export interface PluginReport {
  /** The facts about the plugin. `size` is in bytes, unpacked. */
  readonly plugin: Pick<Plugin, 'kind' | 'sha256'> & { readonly files: number; readonly size: number };
  /** The hosts that it calls, except the platform's own. */
  readonly hosts: readonly string[];
  /** All findings: refused first, then warnings, then notes. */
  readonly findings: readonly Finding[];
  /** True if nothing is refused. */
  readonly ok: boolean;
}

/**
 * Checks the ZIP of a plugin for Toss Place. It sends nothing and changes nothing.
 * @throws {BundleError} if it is not a readable ZIP
 */
export async function checkPlugin(
  content: Uint8Array,
  { kind, acl }: PluginCheckOptions = {},
): Promise<PluginReport> {
  const plugin = await readPlugin(content, kind);
  // Packages that were included by mistake are reported once. Their content does not belong to the plugin.
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
