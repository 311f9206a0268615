import { describe, expect, it } from 'vitest';
import { differences } from './same-in-korean.mjs';

const guide = (comment, code = 'buy();', heading = '## Buying') => `# A guide

${heading}

\`\`\`ts
${code} // ${comment}
\`\`\`
`;

describe('a Korean guide', () => {
  it('matches when only its text and comments are Korean', () => {
    expect(differences(guide('once'), guide('한 번만', 'buy();', '## 구매하기'))).toEqual([]);
  });

  it('is reported when its code differs from the English guide', () => {
    expect(differences(guide('once'), guide('한 번만', 'sell();'))).toEqual([
      'has another block 1 than the English guide (apart from comments): buy();',
    ]);
  });

  it('is reported when a block is missing', () => {
    expect(differences(guide('once'), '# 가이드\n\n## 구매하기\n')).toEqual([
      'has 0 blocks of code, the English guide 1',
    ]);
  });

  it('is reported when a section is missing', () => {
    expect(differences(guide('once'), guide('한 번만', 'buy();', '구매하기'))).toEqual([
      'has headings of levels 1, the English guide 1 2',
    ]);
  });
});
