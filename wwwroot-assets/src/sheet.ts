import './sheet.scss';
import { delivery } from './modules/delivery';
import { sheets } from './modules/keypad';
import { shell } from './modules/shell';

sheets();
delivery();
shell();
