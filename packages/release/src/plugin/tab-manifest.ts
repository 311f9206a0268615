import { type Finding, SOURCES } from '../rules/finding.js';
import type { Both } from '../text/both.js';
import { fileAt, type Plugin, TAB_MANIFEST } from './plugin.js';
import type { PluginRule } from './plugin-rule.js';

const FIELDS = ['title', 'href', 'description'] as const;

/** The tab of a POS needs a name, a description, and an existing page. */
export const tabManifest: PluginRule = ({ plugin }) => {
  const content = plugin.kind === 'pos-tab' ? fileAt(plugin, TAB_MANIFEST) : undefined;
  return content === undefined ? [] : [...problemsOf(content, plugin)].map(finding);
};

function* problemsOf(content: Uint8Array, plugin: Plugin): Generator<Both> {
  const tab = tabOf(content);
  if (tab === undefined) {
    yield { en: 'It is no JSON with a "tab".', ko: '"tab"이 있는 JSON이 아니에요.' };
    return;
  }
  for (const field of FIELDS) {
    const value = tab[field];
    if (typeof value !== 'string' || value.trim() === '')
      yield { en: `tab.${field} is no text.`, ko: `tab.${field}에 글이 없어요.` };
    else if (field === 'href' && fileAt(plugin, value.replace(/^\.?\//, '')) === undefined)
      yield {
        en: `tab.href leads to ${value}, which is not in the ZIP.`,
        ko: `tab.href가 가리키는 ${value}이(가) ZIP에 없어요.`,
      };
  }
}

function tabOf(content: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const manifest: unknown = JSON.parse(new TextDecoder().decode(content));
    if (typeof manifest !== 'object' || manifest === null || !('tab' in manifest)) return undefined;
    const { tab } = manifest;
    return typeof tab === 'object' && tab !== null ? { ...tab } : undefined;
  } catch {
    return undefined;
  }
}

const finding = (text: Both): Finding => ({
  rule: 'tab-manifest',
  weight: 'refused',
  text,
  fix: {
    en: 'Write {"tab": {"title": "…", "href": "index.html", "description": "…"}}.',
    ko: '{"tab": {"title": "…", "href": "index.html", "description": "…"}}처럼 적으세요.',
  },
  source: SOURCES.placeTemplates,
  file: TAB_MANIFEST,
});
