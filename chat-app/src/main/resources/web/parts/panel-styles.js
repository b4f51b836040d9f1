import { css } from '../lit.js';

export const panelStyles = css`
  :host { display: grid; grid-template-columns: minmax(0, 1fr); grid-template-rows: auto minmax(0, 1fr) auto; height: 100%; background: var(--bg); }
  .panel-head { display: flex; align-items: center; gap: 8px; min-height: 64px; padding: 8px 10px 8px 18px; border-bottom: 1px solid var(--line); }
  h2 { flex: 1; font-size: 16px; font-weight: 700; }
  .list { padding: 10px; }
  .person { display: flex; align-items: center; gap: 11px; width: 100%; padding: 7px 8px; border-radius: 10px; text-align: start; min-height: 52px; }
  button.person:hover { background: var(--hover); }
  .person > div { flex: 1; min-width: 0; }
  .person .name { font-weight: 600; }
  .person .sub { font-size: 13px; color: var(--muted); }
  .role { font-size: 12px; font-weight: 600; color: var(--link); background: var(--soft); border-radius: 8px; padding: 2px 8px; }
  .result { display: block; width: 100%; text-align: start; padding: 10px 12px; border-radius: 12px; }
  .result:hover { background: var(--hover); }
  .result .top { display: flex; gap: 8px; justify-content: space-between; font-size: 13px; margin-bottom: 2px; }
  .result .top b { font-weight: 650; }
  .result .text { display: -webkit-box; -webkit-line-clamp: 4; -webkit-box-orient: vertical; overflow: hidden; overflow-wrap: anywhere; white-space: pre-wrap; }
  .none { padding: 36px 20px; text-align: center; color: var(--muted); }
  .filters { display: grid; gap: 8px; padding: 12px 14px 4px; }
  .filters label { display: flex; gap: 8px; align-items: center; font-size: 14px; color: var(--muted); }
  .buttons { display: flex; gap: 8px; padding: 10px 12px; border-top: 1px solid var(--line); }
  .buttons > * { flex: 1 1 auto; white-space: nowrap; padding: 0 10px; font-size: 14px; }
  .thread { padding: 12px 0; }
  .thread hr { border: 0; border-top: 1px solid var(--line); margin: 12px 18px; }
`;
