import { PALETTE } from '../drawing/palette.js';

/** The style of the Toss app's screens, which fill a phone's screen. */
export const SCREEN_STYLE = `${PALETTE}
dialog { position: fixed; inset: 0; width: 100%; max-width: 480px; height: 100dvh; max-height: none; margin: 0 auto;
  border: 0; padding: 20px; overflow: auto; }
dialog[open] { display: flex; flex-direction: column; gap: 16px; }
dialog::backdrop { background: rgb(0 0 0 / 72%); }
.notice { padding: 8px 14px; border-radius: 12px; background: var(--notice); color: var(--notice-ink);
  font-size: 14px; font-weight: 600; }
.middle { flex: 1; display: flex; flex-direction: column; gap: 12px; justify-content: center; text-align: center; }
.middle h2 { font-size: 22px; }
h2 small { font-size: 14px; }
.about { display: flex; justify-content: space-between; gap: 12px; padding: 14px; border-radius: 14px;
  background: var(--other); text-align: start; }
.code { white-space: pre-line; font: 12px/1.5 ui-monospace, Menlo, Consolas, monospace; color: var(--quiet); }
.reason { font-size: 14px; color: var(--quiet); }
.reason select { margin-top: 6px; }
a { align-self: center; padding: 8px; color: var(--ink); font-size: 14px; text-align: center; }
.closed { --surface: #101014; --ink: #f4f5f7; --quiet: #b0b8c1; --other: #34343f; --notice: #4a3a12;
  --notice-ink: #ffe2a3; --pay: #3182f6; --pay-ink: #00122e; color-scheme: dark; }
`;

/** The style of pushes: at the upper edge, above everything else. */
export const BANNER_STYLE = `${PALETTE}
.banners { position: fixed; inset: 0 0 auto 0; width: 100%; max-width: 480px; margin: 0 auto; padding: 8px; border: 0;
  background: none; overflow: visible; pointer-events: none; display: grid; gap: 8px; }
.banners:not(:popover-open) { display: none; }
.banner { display: flex; align-items: start; gap: 8px; padding: 12px 8px 12px 16px; border-radius: 18px; pointer-events: auto;
  box-shadow: 0 4px 20px rgb(0 0 0 / 28%); border: 1px solid var(--line); }
.banner p { flex: 1; font-size: 15px; }
.banner strong { display: block; font-size: 12px; color: var(--quiet); }
.banner button { min-height: 44px; min-width: 44px; padding: 0; border-radius: 12px; background: none; }
@media (prefers-reduced-motion: no-preference) {
  .banner { animation: fall 220ms ease-out; }
  @keyframes fall { from { transform: translateY(-40px); opacity: 0; } }
}
`;
