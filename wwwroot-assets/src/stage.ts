import './stage.scss';
import { clocks } from './modules/stage-clock';
import { desk } from './modules/stage-desk';

clocks();
desk();
