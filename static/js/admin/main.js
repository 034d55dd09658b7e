// Everything here is an addition: without it the pages work by links and forms.
import { watchConfirmations } from './confirm.js';
import { watchCopying } from './copy.js';
import { watchKeys } from './keys.js';
import { watchLive } from './live.js';
import { watchNavigation } from './navigation.js';
import { watchOrder } from './order.js';
import { watchPalette } from './palette.js';
import { watchRows } from './rows.js';
import { watchTimes } from './times.js';
import { watchNotices } from './toasts.js';
import { watchUnsaved } from './unsaved.js';

watchNavigation();
watchUnsaved();
watchConfirmations();
watchPalette();
watchKeys();
watchRows();
watchOrder();
watchCopying();
watchTimes();
watchNotices();
watchLive();
