import { css } from '../lit.js';

/** What the sections of the administration look like. */
export const adminStyles = css`
  :host { display: block; }
  .head { display: flex; align-items: center; gap: 10px; flex-wrap: wrap; margin-bottom: 14px; }
  h2 { flex: 1; font-size: 20px; font-weight: 750; min-width: 0; overflow-wrap: anywhere; }
  h3 { font-size: 15px; font-weight: 700; margin: 22px 0 8px; }
  .find { position: relative; flex: 1 1 100%; }
  .find .icon { position: absolute; inset-inline-start: 12px; top: 10px; color: var(--muted); }
  .find .input { padding-inline-start: 40px; }
  .list { border: 1px solid var(--line); border-radius: 14px; background: var(--bg); overflow: hidden; }
  .list > li { display: flex; align-items: center; gap: 12px; min-height: 56px; padding: 8px 8px 8px 14px; border-bottom: 1px solid var(--line); }
  .list > li:last-child { border: 0; }
  .list > li > .wide, a.wide { flex: 1; min-width: 0; }
  a.wide { display: block; color: inherit; text-decoration: none; border-radius: 8px; }
  a.wide:hover b { text-decoration: underline; }
  b { font-weight: 600; }
  b.cut, .sub { display: block; }
  .sub { font-size: 13px; color: var(--muted); overflow-wrap: anywhere; }
  .mark { flex: none; font-size: 12px; font-weight: 600; color: var(--link); background: var(--soft); border-radius: 8px; padding: 2px 8px; }
  .mark.off { color: var(--danger); background: none; box-shadow: inset 0 0 0 1px currentColor; }
  .none { padding: 36px 20px; text-align: center; color: var(--muted); }
  .pages { display: flex; align-items: center; justify-content: flex-end; gap: 8px; min-height: 48px; color: var(--muted); font-size: 14px; }
  .trouble { display: flex; align-items: center; gap: 10px; flex-wrap: wrap; padding: 8px 14px; margin-bottom: 12px; border-radius: 12px; background: var(--warn); color: var(--on-warn); font-weight: 600; }
  .trouble button { text-decoration: underline; font-weight: 700; }
  .sums { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 12px; }
  .sums + .sub { margin-top: 14px; }
  .sums > div { padding: 16px 18px; border: 1px solid var(--line); border-radius: 14px; background: var(--bg); display: flex; flex-direction: column-reverse; justify-content: flex-end; min-width: 0; }
  .sums dt { font-size: 13.5px; color: var(--muted); overflow-wrap: anywhere; }
  .sums dd { font-size: 26px; font-weight: 700; letter-spacing: -.01em; overflow-wrap: anywhere; }
  .counts > li { min-height: 44px; }
  .counts span { flex: 1; }
  .body { white-space: pre-wrap; overflow-wrap: anywhere; }
  .body pre { overflow-x: auto; margin: 4px 0; }
  .gone { color: var(--muted); font-style: italic; }
  .top { display: flex; gap: 8px; align-items: baseline; flex-wrap: wrap; }
  .top time { font-size: 12.5px; color: var(--muted); }
`;
