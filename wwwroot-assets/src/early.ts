// Loaded as a plain blocking script in <head>, a few bytes long, so that 长者模式 is on before the first paint.
// It keeps no server state: pages stay the same bytes for everybody and can be cached.
{
  const root = document.documentElement;
  root.classList.add('js');
  try {
    if (localStorage.getItem('elder') === '1') root.classList.add('elder');
  } catch {
    // Storage may be refused (private windows); the page then starts in its usual size.
  }
}
