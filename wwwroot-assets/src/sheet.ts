import './sheet.scss';
import { delivery } from './modules/delivery';
import { sheets } from './modules/keypad';
import { drawers, onStage } from './modules/on-stage';
import { shell } from './modules/shell';

sheets();
drawers();
delivery();
onStage();
shell();
