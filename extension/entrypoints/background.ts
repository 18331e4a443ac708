import { defineBackground } from 'wxt/utils/define-background';
import { runFeatures } from '../define-feature.ts';
import { openSidePanel } from '../features/open-side-panel.ts';
import { pageContacts } from '../features/page-contacts.ts';
import { pageScript } from '../features/page-script.ts';
import { session } from '../features/session.ts';

export default defineBackground(() => {
  runFeatures('background', [openSidePanel, session, pageScript, pageContacts]);
});
