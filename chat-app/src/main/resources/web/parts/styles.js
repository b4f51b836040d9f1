import { css } from '../lit.js';

/** Colours and sizes. A page that embeds the chat may set any of the `--confab-…`. */
export const tokens = css`
  :host {
    --bg: var(--confab-bg, #fff);
    --side: var(--confab-side, #f6f6f9);
    --raised: var(--confab-raised, #fff);
    --hover: var(--confab-hover, #ececf2);
    --line: var(--confab-line, #e3e4ea);
    --text: var(--confab-text, #1d1f27);
    --muted: var(--confab-muted, #565b68);
    --accent: var(--confab-accent, #4f46e5);
    --on-accent: var(--confab-on-accent, #fff);
    --link: var(--confab-link, #4338ca);
    --soft: var(--confab-soft, #e9e8fd);
    --mine: var(--confab-mine, #e4e3fc);
    --theirs: var(--confab-theirs, #f0f1f5);
    --code: var(--confab-code, rgb(20 22 40 / 7%));
    --danger: var(--confab-danger, #c2263a);
    --good: var(--confab-good, #16803c);
    --warn: #fdf3d7;
    --on-warn: #6b4a06;
    --flash: #fff1c2;
    --shadow: 0 1px 2px rgb(20 22 40 / 8%), 0 8px 28px rgb(20 22 40 / 14%);
    --avatar-light: 44%;
    --font: var(--confab-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif);
    color-scheme: light;
    color: var(--text);
    --emoji: "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", var(--font);
    font: 15px/1.45 var(--font);
  }
  :host([theme="dark"]) {
    --bg: var(--confab-bg, #15171c);
    --side: var(--confab-side, #1b1d24);
    --raised: var(--confab-raised, #22252e);
    --hover: var(--confab-hover, #282b35);
    --line: var(--confab-line, #2c2f3a);
    --text: var(--confab-text, #e7e8ee);
    --muted: var(--confab-muted, #aab0bd);
    --accent: var(--confab-accent, #625be6);
    --on-accent: var(--confab-on-accent, #fff);
    --link: var(--confab-link, #b4b1ff);
    --soft: var(--confab-soft, #2c2b4b);
    --mine: var(--confab-mine, #34325f);
    --theirs: var(--confab-theirs, #23262f);
    --code: var(--confab-code, rgb(255 255 255 / 6%));
    --danger: var(--confab-danger, #ff8a94);
    --good: var(--confab-good, #4cc38a);
    --warn: #3b3013;
    --on-warn: #f3d99a;
    --flash: #4a4220;
    --shadow: 0 1px 2px rgb(0 0 0 / 40%), 0 8px 28px rgb(0 0 0 / 45%);
    --avatar-light: 40%;
    color-scheme: dark;
  }
`;

/** What all parts look like. */
export const base = css`
  *, *::before, *::after { box-sizing: border-box; }
  :host([hidden]), [hidden] { display: none !important; }
  h1, h2, h3, p, ul, dl, dd, form { margin: 0; padding: 0; }
  ul { list-style: none; }
  a { color: var(--link); }
  a.button { text-decoration: none; }
  button, input, textarea, select { font: inherit; color: inherit; }
  button { cursor: pointer; border: 0; background: none; padding: 0; }
  button:disabled { cursor: default; opacity: .55; }
  :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
  .icon { width: 20px; height: 20px; flex: none; display: block; fill: none; stroke: currentColor; stroke-width: 1.7;
    stroke-linecap: round; stroke-linejoin: round; }
  .plain { display: inline-flex; align-items: center; justify-content: center; min-width: 36px; height: 36px;
    padding: 0 8px; gap: 6px; border-radius: 9px; color: var(--muted); }
  .plain:hover, .plain[aria-pressed="true"], .plain[aria-expanded="true"] { background: var(--hover); color: var(--text); }
  .button { display: inline-flex; align-items: center; justify-content: center; gap: 8px; min-height: 38px;
    padding: 0 16px; border-radius: 10px; font-weight: 600; background: var(--accent); color: var(--on-accent); }
  .button:hover:not(:disabled) { filter: brightness(1.08); }
  .button.quiet { background: var(--hover); color: var(--text); }
  .button.danger { background: none; color: var(--danger); box-shadow: inset 0 0 0 1px currentColor; }
  .field { display: block; font-weight: 600; font-size: 14px; }
  .field > span { display: block; margin-bottom: 5px; }
  .field small { font-weight: 400; color: var(--muted); }
  .input { width: 100%; min-height: 40px; padding: 8px 12px; border: 1px solid var(--line); border-radius: 10px;
    background: var(--bg); color: var(--text); font-weight: 400; }
  .input:focus { outline: 2px solid var(--accent); outline-offset: -1px; border-color: transparent; }
  .input::placeholder { color: var(--muted); opacity: 1; }
  .error { color: var(--danger); font-size: 14px; }
  .muted { color: var(--muted); }
  .cut { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; text-align: match-parent; }
  .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .badge { min-width: 20px; height: 20px; padding: 0 6px; border-radius: 10px; background: var(--accent);
    color: var(--on-accent); font-size: 12px; font-weight: 700; line-height: 20px; text-align: center; flex: none; }
  .badge.quiet { background: var(--hover); color: var(--muted); }
  .scroll { overflow-y: auto; overscroll-behavior: contain; scrollbar-width: thin; scrollbar-color: var(--line) transparent; }

  .avatar { position: relative; flex: none; width: var(--size, 40px); height: var(--size, 40px); border-radius: 50%;
    display: grid; place-items: center; color: #fff; font-weight: 600; font-size: calc(var(--size, 40px) * .38);
    background: hsl(var(--hue, 240) 52% var(--avatar-light)); user-select: none; letter-spacing: .01em; }
  .avatar.room { border-radius: 30%; }
  .avatar confab-picture { width: 100%; height: 100%; border-radius: inherit; overflow: hidden; }
  .avatar.small { --size: 28px; }
  .avatar.large { --size: 72px; }
  .avatar.online::after { content: ""; position: absolute; right: -1px; bottom: -1px; width: 28%; height: 28%; min-width: 9px;
    min-height: 9px; border-radius: 50%; background: #2ebd6b; box-shadow: 0 0 0 2px var(--behind, var(--bg)); }
  .hue-0 { --hue: 243; } .hue-1 { --hue: 207; } .hue-2 { --hue: 176; } .hue-3 { --hue: 146; } .hue-4 { --hue: 24; }
  .hue-5 { --hue: 352; } .hue-6 { --hue: 322; } .hue-7 { --hue: 285; } .hue-8 { --hue: 263; } .hue-9 { --hue: 190; }
  .hue-2, .hue-3, .hue-4, .hue-9 { --avatar-light: 33%; }
  .ink { color: hsl(var(--hue) 60% 30%); }
  :host([theme="dark"]) .ink { color: hsl(var(--hue) 75% 76%); }

  @media (prefers-reduced-motion: reduce) {
    *, *::before, *::after { animation-duration: 1ms !important; transition-duration: 1ms !important; }
  }
`;
