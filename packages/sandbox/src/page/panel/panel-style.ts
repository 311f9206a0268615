import { PALETTE } from '../drawing/palette.js';

/** The style of the badge and of its panel. */
export const PANEL_STYLE = `${PALETTE}
.corner { position: fixed; left: 8px; bottom: 8px; z-index: 2147483646; display: flex; border-radius: 999px; overflow: hidden;
  background: #1b2a4a; box-shadow: 0 1px 4px rgb(0 0 0 / 35%); }
.corner button { min-height: 32px; padding: 6px 6px 6px 14px; border-radius: 0; background: none; color: #fff; font-size: 12px;
  font-weight: 600; }
.corner button + button { padding: 6px 12px 6px 6px; }
.corner button:focus-visible { outline: 2px solid #8fc1ff; outline-offset: -3px; border-radius: 999px; }
.panel { position: fixed; inset: auto auto 48px 8px; z-index: 2147483646; width: min(344px, calc(100vw - 16px));
  max-height: calc(100dvh - 64px); overflow: auto; margin: 0; padding: 16px; border: 1px solid var(--line); border-radius: 20px;
  box-shadow: 0 8px 32px rgb(0 0 0 / 28%); font-size: 14px; }
.panel header { display: flex; gap: 8px; align-items: start; margin-bottom: 12px; }
.panel h2 { flex: 1; font-size: 17px; }
.panel h2 small { color: var(--quiet); }
.panel header button { min-width: 44px; min-height: 44px; padding: 0; border-radius: 12px; background: none; }
.panel button, .panel a.way { display: block; width: 100%; min-height: 44px; padding: 6px 12px; border-radius: 12px; font-size: 14px;
  margin-top: 8px; }
.panel header button { width: 44px; margin: -8px -8px 0 0; }
.panel fieldset { display: grid; grid-template-columns: 1fr 1fr; gap: 8px; margin: 0; padding: 0; border: 0; }
.panel fieldset .wide, .panel fieldset button { grid-column: 1 / -1; margin-top: 0; }
.panel label { display: block; color: var(--quiet); }
.panel label > input, .panel label > select { margin-top: 4px; }
.panel section { margin-top: 14px; padding-top: 14px; border-top: 1px solid var(--line); }
.panel header + section { margin-top: 0; padding-top: 0; border: 0; }
.panel [role='status'] { margin-top: 8px; }
.panel ul { margin: 4px 0 0; padding-left: 18px; }
.panel .lost { color: var(--bad); font-weight: 600; }
.panel a.way { display: grid; place-content: center; color: var(--ink); text-align: center; font-weight: 700; line-height: 1.25; }
@media print { .corner, .panel { display: none; } }
`;
