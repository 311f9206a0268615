import { escapedXml } from '../report/escaped-xml.js';
import type { Both } from '../text/both.js';
import type { Evidence, EvidenceRow, Verdict } from './evidence.js';

const VERDICTS: Readonly<Record<Verdict, Both>> = {
  pass: { ko: '통과', en: 'passed' },
  fail: { ko: '실패', en: 'failed' },
  'by-hand': { ko: '직접 확인', en: 'by hand' },
};

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, 'Apple SD Gothic Neo', 'Noto Sans KR', sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin: 0; }
.meta, .en, details { color: #6b7684; font-size: .875rem; }
.row { border-top: 1px solid #8b95a140; padding: 1.25rem 0; break-inside: avoid; }
.overview { margin: 1.25rem 0; padding: 0; list-style: none; columns: 22rem 2; column-gap: 2.5rem; }
.overview li { padding: .25rem 0; break-inside: avoid; } .overview a { color: inherit; }
.verdict { float: right; font-weight: 600; }
.pass .verdict { color: #0b7a3b; } .fail .verdict { color: #e42939; } .by-hand .verdict { color: #9a5b00; }
.pictures { display: flex; flex-wrap: wrap; gap: 1rem; margin: .75rem 0 0; padding: 0; }
figure { margin: 0; width: 11rem; } figure img { width: 100%; border: 1px solid #8b95a140; border-radius: 12px; }
figcaption { font-size: .8rem; color: #6b7684; } pre { white-space: pre-wrap; } code { overflow-wrap: anywhere; }
`;

/** One page that contains everything, including pictures, so that it can be mailed. Korean first. */
export function evidenceHtml(evidence: Evidence): string {
  const { appName, deploymentId, sha256, rows } = evidence;
  const count = (verdict: Verdict) => rows.filter((row) => row.verdict === verdict).length;
  return `<!doctype html>
<html lang="ko">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapedXml(appName)} 인앱결제 검토 자료</title>
<style>${STYLE}</style>
<h1>${escapedXml(appName)} 인앱결제 검토 자료</h1>
<p>통과 ${count('pass')} · 실패 ${count('fail')} · 직접 확인 ${count('by-hand')}
<span class="en">passed, failed, to be looked at by hand</span></p>
<p class="meta">deploymentId <code>${escapedXml(deploymentId)}</code><br>sha256 <code>${escapedXml(sha256)}</code></p>
<p class="meta">빌드한 번들 그대로를 Chromium에서 열고, 샌드박스를 토스 앱으로 써서 확인했어요. 실제로 돈이 나가지 않았어요.<br>
The bundle as it was built, in Chromium, with the sandbox as its Toss app. No money has moved.</p>
<ol class="overview">
${rows.map(overviewHtml).join('\n')}
</ol>
${rows.map(rowHtml).join('\n')}
</html>
`;
}

const overviewHtml = ({ id, title, verdict }: EvidenceRow) =>
  `<li class="${verdict}"><span class="verdict">${VERDICTS[verdict].ko}</span><a href="#${id}">${escapedXml(title.ko)}</a></li>`;

function rowHtml({ id, title, verdict, seen, pictures, timeline }: EvidenceRow): string {
  const figures = pictures.map(
    ({ of, png }) =>
      `<figure><img alt="${escapedXml(of.ko)}" src="data:image/png;base64,${Buffer.from(png).toString('base64')}">` +
      `<figcaption>${escapedXml(of.ko)} <span class="en">${escapedXml(of.en)}</span></figcaption></figure>`,
  );
  return `<section class="row ${verdict}" id="${id}">
<span class="verdict">${VERDICTS[verdict].ko}</span>
<h2>${escapedXml(title.ko)}</h2><div class="en">${escapedXml(title.en)} · ${VERDICTS[verdict].en}</div>
<p>${escapedXml(seen.ko)}<br><span class="en">${escapedXml(seen.en)}</span></p>
${figures.length > 0 ? `<div class="pictures">${figures.join('')}</div>` : ''}
${timeline.length > 0 ? `<details><summary>주문의 타임라인 (timeline)</summary><pre>${timeline.map(escapedXml).join('\n')}</pre></details>` : ''}
</section>`;
}
