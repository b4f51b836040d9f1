const KEY = 'confab.preferences';

/** What somebody prefers in this browser: `theme` (system, light, dark), `sound`, `notifications`. */
export function preferences() {
  try {
    return { theme: 'system', sound: true, notifications: false, ...JSON.parse(localStorage.getItem(KEY) ?? '{}') };
  } catch {
    return { theme: 'system', sound: true, notifications: false };
  }
}

/** Changes some of them, for all tabs. */
export function prefer(change) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...preferences(), ...change }));
  } catch {
    // forbidden: they are forgotten
  }
  document.dispatchEvent(new Event('confab-preferences'));
}

const dark = matchMedia('(prefers-color-scheme: dark)');

/** `light` or `dark`, as is preferred, here or by the system. */
export function currentTheme(wanted = preferences().theme) {
  return wanted === 'system' || !wanted ? (dark.matches ? 'dark' : 'light') : wanted;
}

/** Calls `changed` when the theme may be another one. Answers how to stop that. */
export function onTheme(changed) {
  const other = (event) => (event.key === KEY ? changed() : undefined);
  dark.addEventListener('change', changed);
  document.addEventListener('confab-preferences', changed);
  addEventListener('storage', other);
  return () => {
    dark.removeEventListener('change', changed);
    document.removeEventListener('confab-preferences', changed);
    removeEventListener('storage', other);
  };
}
