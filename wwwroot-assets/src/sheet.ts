import './sheet.scss';
import { delivery } from './modules/delivery';
import { sheets } from './modules/keypad';
import { drawers, onStage } from './modules/on-stage';
import { shell } from './modules/shell';

sheets();
drawers();
delivery();
onStage();
// A page of now as soon as it can be; what was typed is in the draft.
if (document.querySelector('[data-judge]')) shell('/judging', '分可以接着打，连上网自动更新。', () => location.reload());
