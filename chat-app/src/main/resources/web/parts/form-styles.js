import { css } from '../lit.js';

export const formStyles = css`
  :host { display: block; }
  form { display: grid; gap: 16px; }
  .check { display: flex; gap: 12px; align-items: flex-start; }
  .check input { width: 18px; height: 18px; margin: 2px 0 0; accent-color: var(--accent); flex: none; }
  .check b { font-weight: 600; display: block; }
  .check small, .hint { color: var(--muted); font-size: 13.5px; }
  .row { display: flex; gap: 10px; justify-content: flex-end; flex-wrap: wrap; }
  .row.spread { justify-content: space-between; align-items: center; }
  textarea.input { resize: vertical; min-height: 76px; }
  .copy { display: flex; gap: 8px; }
  .picture { display: flex; align-items: center; gap: 14px; --behind: var(--raised); }
  .list li { padding: 8px 0; border-bottom: 1px solid var(--line); display: flex; gap: 10px; justify-content: space-between; align-items: center; overflow-wrap: anywhere; }
  .list li:last-child { border: 0; }
  kbd { font: 600 12.5px ui-monospace, Menlo, Consolas, monospace; background: var(--hover); border-radius: 6px; padding: 3px 8px; white-space: nowrap; }
  h3 { font-size: 15px; font-weight: 700; }
  hr { border: 0; border-top: 1px solid var(--line); width: 100%; margin: 22px 0; }
`;
