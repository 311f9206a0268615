/** Colours and fonts of everything that the sandbox draws over a page, for light and dark mode. */
export const PALETTE = `
:host { all: initial !important; display: contents !important; }
.surface {
  --surface: #ffffff; --ink: #191f28; --quiet: #4e5968; --line: #e5e8eb; --edge: #8b95a1;
  --pay: #1b64da; --pay-ink: #ffffff; --other: #f2f4f6; --notice: #fff3d6; --notice-ink: #6b4200;
  --bad: #c62a2a;
  box-sizing: border-box; background: var(--surface); color: var(--ink); color-scheme: light;
  word-break: keep-all; overflow-wrap: anywhere;
  font: 16px/1.5 -apple-system, BlinkMacSystemFont, 'Apple SD Gothic Neo', 'Pretendard', 'Noto Sans KR',
    'Noto Sans CJK KR', 'Malgun Gothic', sans-serif;
}
* { box-sizing: border-box; }
p, h2 { margin: 0; }
small { display: block; font-size: 12px; font-weight: 400; }
h2 { font-size: 19px; font-weight: 700; outline: none; }
button { min-height: 56px; border: 0; border-radius: 16px; padding: 6px 12px; cursor: pointer;
  font: inherit; font-weight: 700; line-height: 1.25; background: var(--other); color: var(--ink); }
button.pay { background: var(--pay); color: var(--pay-ink); }
select, input { width: 100%; min-height: 44px; padding: 6px 10px; border: 1px solid var(--edge); border-radius: 12px;
  background: var(--surface); color: var(--ink); font: inherit; font-size: 14px; }
select { text-overflow: ellipsis; }
button:focus-visible, select:focus-visible, input:focus-visible, a:focus-visible, h2:focus-visible {
  outline: 3px solid var(--ink); outline-offset: 2px; }
h2:focus-visible { border-radius: 4px; outline-width: 2px; outline-offset: 1px; }
.quiet { color: var(--quiet); font-size: 14px; }
@media (prefers-color-scheme: dark) {
  .surface { --surface: #202027; --ink: #f4f5f7; --quiet: #b0b8c1; --line: #3a3a44; --edge: #7a7a88; --pay: #3182f6;
    --pay-ink: #00122e; --other: #34343f; --notice: #4a3a12; --notice-ink: #ffe2a3; --bad: #ff8f8f;
    color-scheme: dark; }
}
@media (forced-colors: active) { .surface, button, .notice { border: 1px solid; } }
`;
