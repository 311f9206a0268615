import { type Finding, SOURCES } from '../rules/finding.js';
import type { PluginRule } from './plugin-rule.js';

const MODULES = /(^|\/)node_modules\//;
const PROJECT =
  /(^|\/)(package\.json|package-lock\.json|pnpm-lock\.yaml|yarn\.lock|bun\.lockb?|tsconfig[^/]*\.json|(vite|webpack|rollup|jest|eslint)\.config\.[cm]?[jt]s)$|\.(jsx|tsx|[cm]?ts)$/;

/** The upload should be the content of dist, not the project. */
export const projectRoot: PluginRule = ({ plugin: { files } }) => {
  const modules = files.filter(([path]) => MODULES.test(path));
  const sources = files.filter(([path]) => !MODULES.test(path) && PROJECT.test(path));
  return [
    ...found(
      'node-modules',
      modules.map(([path]) => path),
    ),
    ...found(
      'project-root',
      sources.map(([path]) => path),
    ),
  ];
};

function found(rule: 'node-modules' | 'project-root', paths: readonly string[]): readonly Finding[] {
  const [first] = paths;
  if (first === undefined) return [];
  return [
    {
      rule,
      weight: 'refused',
      text: {
        en: `It holds ${paths.length} files of ${rule === 'node-modules' ? 'node_modules' : 'the project itself'}.`,
        ko: `${rule === 'node-modules' ? 'node_modules의' : '프로젝트의'} 파일이 ${paths.length}개 들어 있어요.`,
      },
      fix: { en: 'Build it, and zip what is in dist.', ko: '빌드한 다음 dist 안의 파일을 압축하세요.' },
      source: SOURCES.placeTemplates,
      file: first,
    },
  ];
}
