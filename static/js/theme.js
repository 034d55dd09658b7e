// Runs before the first paint: the chosen theme, else the system's.
(() => {
  const system = matchMedia('(prefers-color-scheme: light)');
  const apply = () => {
    const chosen = localStorage.getItem('tabler-theme');
    document.documentElement.dataset.bsTheme = chosen ?? (system.matches ? 'light' : 'dark');
  };
  apply();
  system.addEventListener('change', apply);
  document.addEventListener('click', (event) => {
    if (!event.target.closest?.('[data-toggle-theme]')) return;
    localStorage.setItem('tabler-theme', document.documentElement.dataset.bsTheme === 'dark' ? 'light' : 'dark');
    apply();
  });
})();
