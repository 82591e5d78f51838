// The hall's screen, and the phones that follow it: whatever state arrives is drawn; nothing is decided or computed here.
import './screen.scss';
import { follow, serverNow, type Link } from './modules/live';
import { el, fit } from './screen/dom';
import { draw } from './screen/draw';
import { MaterialStage } from './screen/material';
import { board, final } from './screen/places';
import { reveal } from './screen/reveal';
import { foot, frame, practice, stage, welcome, who, words } from './screen/scenes';
import type { Stand, State } from './screen/state';

const key = document.body.dataset.key!;
const scene = document.getElementById('scene')!;
const lineBox = document.getElementById('line')!;
const asked = document.body.classList.contains('is-phone');
const fileUrl = (id: number) => `/screen/${key}/materials/${id}`;

let state: State | null = null;
let drawn = '';

const material = new MaterialStage(document.getElementById('material')!, document.body.dataset.pdf!, fileUrl, serverNow);
const stand = (before: State | null): Stand => ({
  before, fileUrl, now: serverNow, phone: document.body.classList.contains('is-phone'),
  qr: () => document.importNode((document.getElementById('qr') as HTMLTemplateElement).content, true),
});

function arrived(next: State): void {
  const before = state;
  state = next;
  show(before);
}

function show(before: State | null): void {
  if (!state) return;
  const s = state;
  document.body.classList.toggle('is-rehearsal', s.rehearsal);
  if (!stand(null).phone) {
    material.prepare(s.preload ?? []);
    material.show(s);
  }
  // The clock runs in its place; whatever else changed is drawn anew.
  const { now: _n, number: _s, step: _t, clock, preload: _p, ...rest } = s;
  const next = JSON.stringify([rest, Boolean(clock), stand(null).phone]);
  if (next === drawn) return;
  drawn = next;
  scene.dataset.scene = s.scene;
  scene.replaceChildren(...parts(s, stand(before)));
  fit(scene);
}

function parts(s: State, at: Stand): HTMLElement[] {
  switch (s.scene) {
    case 'welcome': return welcome(s, at);
    case 'draw': return s.draw ? draw(s, at) : welcome(s, at);
    case 'stage': return s.reveal ? reveal(s, at) : stage(s, at, () => state?.clock);
    case 'board': return s.board ? board(s, at) : welcome(s, at);
    case 'final': return s.final ? final(s, at) : welcome(s, at);
    case 'material': return s.current && at.phone
      ? frame(s, el('div.body', who(s, at), el('div.side', el('p.side-word', '演示中'), el('p.side-sub', '请看现场大屏'))), foot(null))
      : frame(s, el('div.middle', el('h1.sr', s.current ? `${s.current.name}的演示材料` : '演示材料')));
    case 'practice': return practice(s);
    case 'pause': return words(s, '休息片刻', '稍后继续');
    default: return words(s, '谢谢大家', '现场评选到此结束，正式结果以公示为准');
  }
}

function linked(link: Link): void {
  lineBox.hidden = link.online;
  if (link.online) return;
  const at = link.since === null ? '' : `画面停在 ${new Date(link.since).toTimeString().slice(0, 8)}。`;
  lineBox.textContent = link.refused ?? `与主持台的连接断了，正在重连。${at}`;
  // Nothing may go on as if it were live.
  if (link.refused) material.show(null);
}

function sized(): void {
  const phone = asked || innerWidth <= 760;
  document.body.classList.toggle('is-phone', phone);
  document.body.classList.toggle('is-hall', !phone);
  show(state);
  fit(scene);
}

addEventListener('resize', sized);
document.addEventListener('laid', () => fit(scene));
document.fonts?.ready.then(() => fit(scene));
sized();
follow<State>('screen', key, arrived, linked);

// The button is there while somebody is at the mouse, and out of the hall's sight otherwise.
const full = document.getElementById('full');
let idle = 0;
const touched = () => {
  clearTimeout(idle);
  document.body.classList.remove('is-idle');
  idle = window.setTimeout(() => document.body.classList.add('is-idle'), 8000);
};
if (full) {
  full.addEventListener('click', () => void document.documentElement.requestFullscreen().catch(() => undefined));
  document.addEventListener('fullscreenchange', () => { full.hidden = document.fullscreenElement !== null; });
  for (const event of ['mousemove', 'keydown', 'touchstart']) document.addEventListener(event, touched);
  touched();
}
