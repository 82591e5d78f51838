import './sheet.scss';
import { sheets } from './modules/keypad';

sheets();
