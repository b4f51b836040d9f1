import { css } from '../lit.js';

export const messageStyles = css`
  :host { display: block; padding: 0 20px; outline-offset: -4px; border-radius: 8px; }
  :host(:focus-visible) { background: var(--hover); }
  :host([flash]) { animation: flash 2.4s ease-out; }
  @keyframes flash { 0%, 50% { background: var(--flash); } }
  .row { display: flex; gap: 8px; padding-top: 2px; }
  .row.head { padding-top: 10px; }
  .row.mine { justify-content: flex-end; }
  .face { width: 28px; flex: none; padding-top: 2px; }
  :host([direct]) .face { display: none; }
  .column { display: flex; flex-direction: column; align-items: flex-start; min-width: 0; max-width: min(42rem, 86%); }
  .mine .column { align-items: flex-end; }
  .name { font-size: 13px; font-weight: 650; margin: 0 0 2px 4px; overflow-wrap: anywhere; }
  .line { position: relative; max-width: 100%; }
  .bubble { position: relative; padding: 7px 12px; border-radius: 16px; background: var(--theirs); }
  .text-line { display: flex; flex-wrap: wrap; align-items: flex-end; justify-content: flex-end; column-gap: 10px; }
  .mine .bubble { background: var(--mine); }
  .theirs.head .bubble { border-start-start-radius: 5px; }
  .mine.head .bubble { border-start-end-radius: 5px; }
  .bubble.pending { opacity: .7; }
  .bubble.failed { box-shadow: inset 0 0 0 1px var(--danger); }
  .bubble.gone { background: none; box-shadow: inset 0 0 0 1px var(--line); color: var(--muted); font-style: italic; }
  .bubble.emoji { background: none; padding: 2px 4px; }
  .bubble.emoji .body { font: 40px/1.2 var(--emoji); }
  .body { flex: 1 1 auto; min-width: 0; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; }
  .body code { font: .9em ui-monospace, "SF Mono", Menlo, Consolas, monospace; background: var(--code); padding: .1em .35em;
    border-radius: 5px; }
  .body pre { margin: 4px 0; padding: 10px 12px; border-radius: 10px; background: var(--code); overflow-x: auto; max-width: 100%; }
  .body pre code { background: none; padding: 0; white-space: pre; }
  .body blockquote { margin: 2px 0 4px; padding: 1px 0 1px 10px; border-inline-start: 3px solid var(--accent); color: var(--muted); }
  .meta { display: inline-flex; align-items: center; gap: 4px; margin: 3px -3px -3px 0; font-size: 11.5px; line-height: 18px;
    color: var(--muted); user-select: none; white-space: nowrap; }
  .meta .icon { width: 15px; height: 15px; }
  .tick.seen { color: var(--link); }
  .tick.failed { color: var(--danger); }
  .tick { display: inline-flex; }
  .answered { display: flex; flex-direction: column; align-items: flex-start; max-width: 100%; margin: 1px 0 5px; padding: 2px 10px;
    border-inline-start: 3px solid var(--accent); border-radius: 4px; background: var(--code); font-size: 13px; text-align: start; width: 100%; }
  .answered .who { font-weight: 650; color: var(--link); }
  .answered .cut { max-width: 100%; color: var(--muted); }
  .images { display: flex; flex-wrap: wrap; gap: 4px; margin: -1px -6px 4px; max-width: calc(100% + 12px); }
  .image { display: block; border-radius: 12px; overflow: hidden; background: var(--code); max-width: 100%; cursor: zoom-in; }
  .image confab-picture { width: 100%; height: 100%; }
  .reactions { display: flex; flex-wrap: wrap; gap: 4px; margin: 4px 0 2px; max-width: 100%; }
  .reaction { display: inline-flex; align-items: center; gap: 5px; height: 26px; padding: 0 8px; border-radius: 13px; font-size: 13px;
    background: var(--bg); box-shadow: inset 0 0 0 1px var(--line); max-width: 100%; }
  .reaction .sign { font-family: var(--emoji); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; max-width: 14rem; }
  .reaction:hover { background: var(--hover); }
  .reaction[aria-pressed="true"] { background: var(--soft); box-shadow: inset 0 0 0 1px var(--accent); color: var(--link); font-weight: 600; }
  .reaction.add { color: var(--muted); padding: 0 5px; }
  .reaction.add .icon { width: 17px; height: 17px; }
  .replies { display: inline-flex; align-items: center; gap: 5px; margin: 3px 0 2px; padding: 2px 8px 2px 4px; border-radius: 8px;
    font-size: 13px; font-weight: 600; color: var(--link); }
  .replies:hover { background: var(--hover); }
  .replies .icon { width: 17px; height: 17px; }
  .after { margin: 2px 4px; }
  .text { font-weight: 600; color: var(--link); text-decoration: underline; padding: 2px 4px; }
  .toolbar { position: absolute; z-index: 2; top: -20px; inset-inline-end: -10px; display: flex; border-radius: 10px; background: var(--raised);
    box-shadow: 0 0 0 1px var(--line), 0 2px 8px rgb(20 22 40 / 10%); }
  .theirs .toolbar { inset-inline-end: auto; inset-inline-start: calc(100% - 42px); }
  .toolbar button { display: grid; place-items: center; width: 32px; height: 30px; color: var(--muted); border-radius: 10px; }
  .toolbar button:hover { color: var(--text); background: var(--hover); }
  .toolbar .icon { width: 18px; height: 18px; }
  .system { text-align: center; color: var(--muted); font-size: 13px; padding: 8px 12px; overflow-wrap: anywhere; white-space: pre-wrap; }
  @media (max-width: 720px) {
    :host { padding: 0 10px; }
    .theirs .toolbar { inset-inline-start: auto; inset-inline-end: -6px; }
  }
`;
