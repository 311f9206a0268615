/** Style of the payment sheet; it lives in a shadow root, so that neither the page nor the sheet styles the other. */
export const SHEET_STYLE = `
:host { all: initial !important; display: contents !important; }
dialog {
  --surface: #ffffff; --ink: #191f28; --quiet: #4e5968; --line: #e5e8eb;
  --pay: #1b64da; --pay-ink: #ffffff; --other: #f2f4f6; --notice: #fff3d6; --notice-ink: #6b4200;
  box-sizing: border-box; position: fixed; inset: auto 0 0 0; width: 100%; max-width: 480px; margin: 0 auto;
  max-height: 92vh; overflow: auto; border: 0; border-radius: 24px 24px 0 0; padding: 20px 20px 24px;
  padding-bottom: max(24px, env(safe-area-inset-bottom));
  background: var(--surface); color: var(--ink); line-height: 1.5; word-break: keep-all;
  overflow-wrap: anywhere; color-scheme: light;
  font: 16px/1.5 -apple-system, BlinkMacSystemFont, 'Apple SD Gothic Neo', 'Pretendard', 'Noto Sans KR',
    'Noto Sans CJK KR', 'Malgun Gothic', sans-serif;
}
dialog::backdrop { background: rgb(0 0 0 / 56%); }
* { box-sizing: border-box; }
p, h2 { margin: 0; }
small { display: block; font-size: 12px; font-weight: 400; }
.notice { padding: 10px 14px; border-radius: 12px; background: var(--notice); color: var(--notice-ink);
  font-size: 14px; font-weight: 600; }
.product { display: flex; gap: 14px; align-items: center; margin: 20px 0; }
.product img { width: 52px; height: 52px; border-radius: 14px; flex: none; object-fit: cover; }
h2 { font-size: 19px; font-weight: 700; outline: none; }
.description { color: var(--quiet); font-size: 14px; }
.price { display: flex; justify-content: space-between; align-items: baseline; padding: 16px 0;
  border-top: 1px solid var(--line); color: var(--quiet); }
.price strong { font-size: 22px; color: var(--ink); }
.buttons { display: flex; gap: 8px; margin-top: 4px; }
button { flex: 1; min-height: 56px; border: 0; border-radius: 16px; padding: 6px 12px; cursor: pointer;
  font: inherit; font-weight: 700; line-height: 1.25; background: var(--other); color: var(--ink); }
button.pay { flex: 2; background: var(--pay); color: var(--pay-ink); }
button:focus-visible, h2:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }
h2:focus-visible { border-radius: 4px; }
@media (prefers-color-scheme: dark) {
  dialog { --surface: #202027; --ink: #f4f5f7; --quiet: #b0b8c1; --line: #3a3a44; --pay: #3182f6;
    --pay-ink: #00122e; --other: #34343f; --notice: #4a3a12; --notice-ink: #ffe2a3; color-scheme: dark; }
}
@media (prefers-reduced-motion: no-preference) {
  dialog[open] { animation: rise 180ms ease-out; }
  dialog[open]::backdrop { animation: dim 180ms ease-out; }
  @keyframes rise { from { transform: translateY(32px); opacity: 0; } }
  @keyframes dim { from { opacity: 0; } }
}
@media (forced-colors: active) { dialog, button, .notice { border: 1px solid; } }
`;
