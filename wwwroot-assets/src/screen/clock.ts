// The shared stopwatch in figures, in colour and in words, by the server's time.
import { el } from './dom';
import type { Clock } from './state';

export type Mood = 'ready' | 'go' | 'warn' | 'grace' | 'over' | 'held';

/** What the clock says at a moment: what is left, or what has gone beyond. */
export function face(clock: Clock, now: number): { text: string; words: string; mood: Mood; share: number } {
  const running = typeof clock.sinceMs === 'number';
  const ran = clock.ranMs + (running ? Math.max(0, now - clock.sinceMs!) : 0);
  const left = clock.limitMs - ran;
  const text = left > 0 ? minutes(Math.ceil(left / 1000)) : `+${minutes(Math.floor(-left / 1000))}`;
  const share = Math.min(1, ran / Math.max(1, clock.limitMs));
  const beyond = -left > clock.graceMs;
  if (!running && ran === 0) return { text, words: '准备开始', mood: 'ready', share };
  if (!running) return { text, words: '计时暂停', mood: 'held', share };
  if (left > clock.warnMs) return { text, words: '剩余时间', mood: 'go', share };
  if (left > 0) return { text, words: `最后 ${Math.ceil(left / 1000)} 秒`, mood: 'warn', share };
  return beyond ? { text, words: '已经超时', mood: 'over', share } : { text, words: `时间到，请收尾`, mood: 'grace', share };
}

function minutes(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** An element that goes on by itself as long as it is on the page. */
export function clockFace(get: () => Clock | null | undefined, now: () => number): HTMLElement {
  const [words, text, bar] = [el('p.clock-words'), el('p.clock-text.num'), el('i')];
  const root = el('div.clock', words, text, el('div.clock-bar', bar));
  root.setAttribute('role', 'timer');
  root.setAttribute('aria-live', 'off');
  const tick = () => {
    const clock = get();
    if (clock) {
      const at = face(clock, now());
      root.dataset.mood = at.mood;
      if (words.textContent !== at.words) words.textContent = at.words;
      if (text.textContent !== at.text) text.textContent = at.text;
      text.classList.toggle('is-long', at.text.length > 4);
      bar.style.setProperty('inline-size', `${(1 - at.share) * 100}%`);
    }
    if (root.isConnected || !clock) requestAnimationFrame(later);
  };
  let last = 0;
  const later = (time: number) => {
    if (!root.isConnected) return;
    if (time - last < 100) requestAnimationFrame(later);
    else [last] = [time, tick()];
  };
  tick();
  requestAnimationFrame(later);
  return root;
}
