// The line to the server: asks for the state again and again, and says since when nobody answered. Times are the server's, by the quickest answer.
import type { State } from './state';

const EVERY = 1000;
const PATIENCE = 6000;

export class Line {
  private offset = 0;
  private quickest = Infinity;

  constructor(private readonly url: string, private readonly onState: (state: State) => void, private readonly onLink: (lostSince: Date | null, gone: boolean) => void) {
    void this.run();
  }

  readonly now = (): number => Date.now() + this.offset;

  private async run(): Promise<void> {
    let heard = Date.now();
    for (;;) {
      const asked = performance.now();
      try {
        const answer = await fetch(this.url, { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE), headers: { accept: 'application/json' } });
        if (answer.status === 404) this.onLink(new Date(heard), true);
        else if (answer.ok) {
          const state = (await answer.json()) as State;
          const took = performance.now() - asked;
          if (took <= this.quickest * 1.5) [this.quickest, this.offset] = [Math.min(took, this.quickest), state.now + took / 2 - Date.now()];
          heard = Date.now();
          this.onLink(null, false);
          this.onState(state);
        } else this.onLink(new Date(heard), false);
      } catch {
        if (Date.now() - heard > 2 * EVERY) this.onLink(new Date(heard), false);
      }
      await new Promise(done => setTimeout(done, EVERY * (0.8 + 0.4 * Math.random())));
    }
  }
}
