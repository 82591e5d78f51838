// A candidate's slides and video, full screen, following the console. Kept apart from the scenes, so that a film does not begin anew when a state arrives.
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import { el } from './dom';
import type { HallFile, State } from './state';

const documents = new Map<number, Promise<PDFDocumentProxy>>();
const films = new Map<number, HTMLVideoElement>();
/** Seconds by which a film may be off before it is wound. */
const OFF = 0.8;

export class MaterialStage {
  private drawn = '';

  constructor(private readonly box: HTMLElement, private readonly pdfFiles: string, private readonly url: (id: number) => string, private readonly now: () => number) {
    addEventListener('resize', () => { this.drawn = ''; });
  }

  /** Fetches the candidate's files before they are asked for, and lets go of others'. */
  prepare(files: HallFile[]): void {
    for (const file of files) {
      if (file.type === 'pdf') void this.document(file.id).catch(() => documents.delete(file.id));
      else if (file.type === 'video') this.film(file.id);
      else new Image().src = this.url(file.id);
    }
    const keep = new Set(files.map(f => f.id));
    for (const id of [...documents.keys()].filter(id => !keep.has(id))) {
      void documents.get(id)!.then(d => d.loadingTask.destroy()).catch(() => undefined);
      documents.delete(id);
    }
    for (const [id, film] of [...films].filter(([id]) => !keep.has(id))) {
      film.removeAttribute('src');
      film.load();
      films.delete(id);
    }
  }

  show(state: State | null): void {
    const m = state?.material;
    this.box.hidden = !m;
    if (m?.type !== 'video') films.forEach(f => f.pause());
    if (!m) {
      this.drawn = '';
      this.box.replaceChildren();
    } else if (m.type === 'video') this.play(m);
    else if (m.type === 'pdf') void this.page(m).catch(() => this.say('这份文件打不开。请主持人换一份 PDF，或先继续。'));
    else this.picture(m);
  }

  private picture(m: HallFile): void {
    if (this.drawn === `picture ${m.id}`) return;
    this.drawn = `picture ${m.id}`;
    const img = document.createElement('img');
    img.src = this.url(m.id);
    img.alt = m.name;
    this.box.replaceChildren(img);
  }

  private play(m: NonNullable<State['material']>): void {
    const film = this.film(m.id);
    if (film.parentElement !== this.box) this.box.replaceChildren(film);
    this.drawn = `video ${m.id}`;
    const want = () => m.second + (typeof m.playingSinceMs === 'number' ? Math.max(0, this.now() - m.playingSinceMs) / 1000 : 0);
    const follow = () => {
      if (Math.abs(film.currentTime - want()) > OFF && want() < (film.duration || Infinity)) film.currentTime = want();
      if (typeof m.playingSinceMs !== 'number') film.pause();
      else if (film.paused && !film.ended) film.play().then(() => this.say(null)).catch(() => this.mute(film));
    };
    if (film.readyState > 0) follow();
    else film.onloadedmetadata = follow;
    film.onerror = () => this.say('这段视频放不了。请主持人换一段 H.264 编码的 MP4，或先继续。');
  }

  /** A browser plays no sound before somebody has touched the page: better a silent film than none. */
  private mute(film: HTMLVideoElement): void {
    film.muted = true;
    film.play().then(() => this.say('浏览器关着声音：请在大屏电脑上点一下画面。')).catch(() => undefined);
    document.addEventListener('click', () => { film.muted = false; this.say(null); }, { once: true });
  }

  private async page(m: NonNullable<State['material']>): Promise<void> {
    const want = `pdf ${m.id} ${m.page} ${innerWidth} ${innerHeight}`;
    if (this.drawn === want) return;
    this.drawn = want;
    const file = await this.document(m.id);
    const page = await file.getPage(Math.min(Math.max(1, m.page), file.numPages));
    const size = page.getViewport({ scale: 1 });
    const scale = Math.min(innerWidth / size.width, innerHeight / size.height) * Math.min(2, devicePixelRatio);
    const viewport = page.getViewport({ scale });
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [Math.floor(viewport.width), Math.floor(viewport.height)];
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', `${m.name}，第 ${m.page} 页`);
    await page.render({ canvas, viewport }).promise;
    // Meanwhile the host may have turned on.
    if (this.drawn === want) this.box.replaceChildren(canvas);
  }

  private say(text: string | null): void {
    this.box.querySelector('.material-say')?.remove();
    if (text) this.box.append(el('p.material-say', text));
  }

  private film(id: number): HTMLVideoElement {
    let film = films.get(id);
    if (!film) {
      film = Object.assign(document.createElement('video'), { src: this.url(id), preload: 'auto', playsInline: true });
      films.set(id, film);
    }
    return film;
  }

  private document(id: number): Promise<PDFDocumentProxy> {
    let file = documents.get(id);
    if (!file) {
      file = this.open(this.url(id));
      documents.set(id, file);
    }
    return file;
  }

  private async open(url: string): Promise<PDFDocumentProxy> {
    const pdf = await import('pdfjs-dist/legacy/build/pdf.mjs');
    pdf.GlobalWorkerOptions.workerSrc = workerUrl;
    // No WebAssembly: the page's policy allows none, and the plain decoders are there.
    return pdf.getDocument({ url, cMapUrl: `${this.pdfFiles}cmaps/`, cMapPacked: true, wasmUrl: `${this.pdfFiles}decoders/`, useWasm: false, useSystemFonts: true }).promise;
  }
}
