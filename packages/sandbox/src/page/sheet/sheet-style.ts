import { PALETTE } from '../drawing/palette.js';

/** The style of the order sheet, which comes up from the lower edge of the screen. */
export const SHEET_STYLE = `${PALETTE}
dialog {
  position: fixed; inset: auto 0 0 0; width: 100%; max-width: 480px; margin: 0 auto;
  max-height: 92vh; overflow: auto; border: 0; border-radius: 24px 24px 0 0; padding: 20px 20px 24px;
  padding-bottom: max(24px, env(safe-area-inset-bottom));
}
dialog::backdrop { background: rgb(0 0 0 / 56%); }
.notice { padding: 10px 14px; border-radius: 12px; background: var(--notice); color: var(--notice-ink);
  font-size: 14px; font-weight: 600; }
.product { display: flex; gap: 14px; align-items: center; margin: 20px 0; }
.product img { width: 52px; height: 52px; border-radius: 14px; flex: none; object-fit: cover; }
.product h2 { margin-bottom: 4px; }
.description { color: var(--quiet); font-size: 14px; }
.price { display: flex; justify-content: space-between; align-items: baseline; padding: 16px 0;
  border-top: 1px solid var(--line); color: var(--quiet); }
.price strong { font-size: 22px; color: var(--ink); }
.next { display: block; margin-bottom: 16px; font-size: 14px; color: var(--quiet); }
.next select { margin-top: 6px; }
.armed { margin-bottom: 12px; padding: 10px 14px; border-radius: 12px; border: 1px solid var(--line); color: var(--quiet); font-size: 14px; }
.armed ul { margin: 4px 0 0; padding-left: 18px; color: var(--ink); }
.playing { margin-bottom: 12px; padding: 10px 14px; border-radius: 12px; border: 1px solid var(--bad); color: var(--bad);
  font-size: 14px; font-weight: 600; }
.playing:empty { display: none; }
.paid { padding: 8px 0 16px; text-align: center; font-weight: 600; }
.buttons { display: flex; gap: 8px; margin-top: 4px; }
.buttons button { flex: 1; }
.buttons button.pay { flex: 2; }
@media (prefers-reduced-motion: no-preference) {
  dialog[open] { animation: rise 180ms ease-out; }
  dialog[open]::backdrop { animation: dim 180ms ease-out; }
  @keyframes rise { from { transform: translateY(32px); opacity: 0; } }
  @keyframes dim { from { opacity: 0; } }
}
`;
