import './site.scss';
import { confirm } from './modules/confirm';
import { countdown } from './modules/countdown';
import { counters } from './modules/counters';
import { drafts } from './modules/drafts';
import { elder } from './modules/elder';
import { enterNext } from './modules/enter-next';
import { copy, errors, nav, online, print, tables } from './modules/small';
import { forgetPages } from './modules/shell';
import { submitOnce } from './modules/submit-once';
import { uploads } from './modules/upload';

// Order matters once: confirm asks before drafts saves and submitOnce locks.
confirm();
counters();
drafts();
submitOnce();
countdown();
elder();
nav();
print();
copy();
online();
errors();
tables();
uploads();
forgetPages();
enterNext();
