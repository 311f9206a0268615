const STORED = 'ait-iap-console.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

/** As chosen here before, else as the reader's machine has it. */
export function startTheme(): void {
  show();
  dark.addEventListener('change', show);
}

/** Light to dark and back, also for the next visit. */
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
