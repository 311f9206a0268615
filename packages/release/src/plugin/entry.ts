import { type Finding, SOURCES } from '../rules/finding.js';
import { fileAt, type PluginKind, TAB_MANIFEST } from './plugin.js';
import type { PluginRule } from './plugin-rule.js';

const ENTRIES: Readonly<Record<PluginKind, readonly string[]>> = {
  front: ['index.html'],
  'pos-worker': ['main.js'],
  'pos-tab': ['index.html', TAB_MANIFEST],
};

/** A terminal looks for the entry file at the root of the ZIP. */
export const entry: PluginRule = ({ plugin }) =>
  ENTRIES[plugin.kind].flatMap((name): readonly Finding[] => {
    if (fileAt(plugin, name) !== undefined) return [];
    const deeper = plugin.files.find(([path]) => path.endsWith(`/${name}`))?.[0];
    return [deeper === undefined ? missing(plugin.kind, name) : inFolder(name, deeper)];
  });

const missing = (kind: PluginKind, name: string): Finding => ({
  rule: 'plugin-entry-missing',
  weight: 'refused',
  text: {
    en: `A ${kind} plugin begins with ${name}, and the ZIP has none.`,
    ko: `${kind} 플러그인은 ${name}에서 시작하는데 ZIP에 없어요.`,
  },
  fix: {
    en: 'Build it, and zip what is in dist. Say --plugin if it is another kind.',
    ko: '빌드한 다음 dist 안의 파일을 압축하세요. 다른 종류라면 --plugin으로 알려 주세요.',
  },
  source: SOURCES.placeTemplates,
});

const inFolder = (name: string, path: string): Finding => ({
  rule: 'plugin-entry-in-folder',
  weight: 'refused',
  text: {
    en: `${name} lies in a folder; a terminal looks for it at the root of the ZIP.`,
    ko: `${name}이(가) 폴더 안에 있어요. 단말기는 ZIP의 맨 위에서 찾아요.`,
  },
  fix: {
    en: 'Zip the files in the folder, not the folder.',
    ko: '폴더가 아니라 폴더 안의 파일을 압축하세요.',
  },
  source: SOURCES.placeTemplates,
  file: path,
});
