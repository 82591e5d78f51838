import { HttpTransportType, HubConnectionBuilder, HubConnectionState, LogLevel } from '@microsoft/signalr';

// Follows a stage: whatever happens to the line, the newest state arrives by itself, and whether the line holds is said truthfully.
export interface Snapshot {
  /** Grows with every snapshot of one connection; an older one is dropped. */
  number: number;
  /** The server's time, UTC milliseconds. */
  now: number;
  /** Number of the newest step. */
  step: number;
}

export interface Link {
  online: boolean;
  /** Since when the line is gone, by this device's clock; null while it holds. */
  since: number | null;
  /** A sentence of the server's, when it lets nobody follow here. */
  refused?: string;
}

const RETRY_MS = [0, 500, 1000, 2000, 4000];
const LONGEST_MS = 5000;
const SAMPLES = 5;

let drift = initialDrift();
let known = false;

function initialDrift(): number {
  const stated = Date.parse(document.querySelector<HTMLMetaElement>('meta[name="now"]')?.content ?? '');
  return Number.isNaN(stated) ? 0 : stated - Date.now();
}

/** The server's time in UTC milliseconds, as well as this device can know it. */
export const serverNow = (): number => Date.now() + drift;

/** @returns a function that stops following. */
export function follow<T extends Snapshot>(audience: string, id: string, onState: (state: T) => void, onLink: (link: Link) => void = () => {}): () => void {
  const line = new HubConnectionBuilder()
    .withUrl('/live', { transport: HttpTransportType.WebSockets | HttpTransportType.ServerSentEvents | HttpTransportType.LongPolling })
    .configureLogging(LogLevel.None)
    .build();
  line.keepAliveIntervalInMilliseconds = 5000;
  line.serverTimeoutInMilliseconds = 15000;
  let newest = -1;
  let lostAt: number | null = null;
  let stopped = false;
  let tries = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const take = (state: T) => {
    if (state.number <= newest) return;
    newest = state.number;
    if (!known) drift = state.now - Date.now();
    onState(state);
  };

  const lost = () => {
    if (stopped) return;
    lostAt ??= Date.now();
    onLink({ online: false, since: lostAt });
    const wait = RETRY_MS[tries++] ?? LONGEST_MS;
    clearTimeout(waiting);
    // Two hundred phones must not all knock at the same moment.
    waiting = setTimeout(() => void join(), wait * (0.5 + Math.random()));
  };

  async function join(): Promise<void> {
    if (stopped || line.state !== HubConnectionState.Disconnected) return;
    try {
      await line.start();
      // Numbers begin anew when the server does: what counts is what comes over this connection.
      newest = -1;
      const answer = await line.invoke<T & { refused?: string }>('Follow', audience, id);
      // Connected and refused: asking again changes nothing until the page is loaded anew.
      if (answer.refused) return part(answer.refused);
      take(answer);
      tries = 0;
      lostAt = null;
      onLink({ online: true, since: null });
      void measure(() => line.invoke<number>('Time'));
    } catch {
      if (line.state === HubConnectionState.Disconnected) return lost();
      await line.stop();
      lost();
    }
  }

  function part(words: string): void {
    stopped = true;
    onLink({ online: false, since: lostAt, refused: words });
    void line.stop();
  }

  const wake = () => {
    if (document.visibilityState !== 'visible' || line.state !== HubConnectionState.Disconnected || stopped) return;
    tries = 0;
    clearTimeout(waiting);
    void join();
  };

  line.on('state', (state: T) => take(state));
  // The right to follow was taken back while the line held.
  line.on('parted', part);
  line.onclose(lost);
  // A phone that slept, or whose network says it is gone: not five seconds later, but now.
  document.addEventListener('visibilitychange', wake);
  window.addEventListener('online', wake);
  window.addEventListener('offline', () => void line.stop());
  const again = setInterval(() => line.state === HubConnectionState.Connected && void measure(() => line.invoke<number>('Time')), 60_000);
  void join();
  return () => {
    stopped = true;
    clearTimeout(waiting);
    clearInterval(again);
    document.removeEventListener('visibilitychange', wake);
    window.removeEventListener('online', wake);
    void line.stop();
  };
}

/** Several round trips; the quickest knows best, because it had the least time to be wrong in. */
async function measure(time: () => Promise<number>): Promise<void> {
  let best = Infinity;
  let found = drift;
  for (let n = 0; n < SAMPLES; n++) {
    const sent = performance.now();
    const stated = await time().catch(() => null);
    if (stated === null) break;
    const trip = performance.now() - sent;
    if (trip >= best) continue;
    best = trip;
    found = stated + trip / 2 - Date.now();
  }
  if (best === Infinity) return;
  drift = found;
  known = true;
}
