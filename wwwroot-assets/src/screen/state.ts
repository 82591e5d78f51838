import type { Snapshot } from '../modules/live';

// What the server sends to the hall (Features/Screens/ScreenState.cs). Members that a scene does not need are null.
export interface Clock { ranMs: number; sinceMs?: number | null; limitMs: number; warnMs: number; graceMs: number }
export interface Place { rank: number; tied: boolean; name: string; street: string; branch: string; score: string }
export interface Line { text: string; figure: string; sum: boolean }
export interface Group { name: string; mean?: string | null; recused: number; absent: number; dropped?: string | null; marks: { text: string; cut?: 'high' | 'low' | null }[] }
export interface Reveal { score?: string | null; of: string; groups: Group[]; lines: Line[]; apart: Line[] }
export interface HallFile { id: number; type: 'pdf' | 'video' | 'picture'; name: string }

export interface State extends Snapshot {
  rehearsal: boolean;
  title: string;
  date: string;
  scene: 'welcome' | 'draw' | 'stage' | 'material' | 'board' | 'final' | 'practice' | 'pause' | 'thanks';
  candidates: number;
  current?: {
    entryId: number; place: number; count: number; name: string; street: string; branch: string; released: boolean; waitsForOthers: boolean; photo?: number | null;
    state: 'waiting' | 'called' | 'talking' | 'talked' | 'scoring' | 'closed' | 'noShow' | 'withdrawn';
  } | null;
  clock?: Clock | null;
  waiting?: { in: number; of: number } | null;
  reveal?: Reveal | null;
  board?: { of: string; held: number; rows: Place[] } | null;
  final?: { basis: string; of: string; approved: boolean; places: number; shown: Place[]; done: boolean } | null;
  draw?: { seed?: string | null; at?: string | null; rows: { code: string; name: string; street: string; lot?: string | null; place?: number | null }[] } | null;
  material?: (HallFile & { page: number; playingSinceMs?: number | null; second: number }) | null;
  practice?: { on: boolean; in: number; of: number } | null;
  preload?: HallFile[] | null;
  next?: { name: string; street: string } | null;
}

/** What a scene is drawn with. */
export interface Stand {
  /** The state before; null when the page has just been opened, so that nothing is played that is no news. */
  before: State | null;
  phone: boolean;
  /** The code that leads phones here. */
  qr: () => Node;
  fileUrl: (id: number) => string;
  now: () => number;
}
