const STORED = 'ait-iap-console.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

/** The theme that the user chose before, else the system's theme. */
export function startTheme(): void {
  show();
  dark.addEventListener('change', show);
}

/** Switches between light and dark, also for the next visit. */
export function switchTheme(): void {
  localStorage.setItem(STORED, isDark() ? 'light' : 'dark');
  show();
}

function isDark(): boolean {
  const stored = localStorage.getItem(STORED);
  return stored === null ? dark.matches : stored === 'dark';
}

function show(): void {
  document.documentElement.dataset.theme = isDark() ? 'dark' : 'light';
}
