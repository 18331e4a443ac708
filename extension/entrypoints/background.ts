import { defineBackground } from 'wxt/utils/define-background';
import { runFeatures } from '../define-feature.ts';
import { applyPolicy } from '../features/apply-policy.ts';
import { contextMenu } from '../features/context-menu.ts';
import { dockedFrames } from '../features/docked-frames.ts';
import { firstRun } from '../features/first-run.ts';
import { keyCommands } from '../features/key-commands.ts';
import { liveContacts } from '../features/live-contacts.ts';
import { openFromPage } from '../features/open-from-page.ts';
import { pageContacts } from '../features/page-contacts.ts';
import { pageScript } from '../features/page-script.ts';
import { session } from '../features/session.ts';
import { signInTab } from '../features/sign-in-tab.ts';
import { stayConnected } from '../features/stay-connected.ts';
import { toolbarButton } from '../features/toolbar-button.ts';

export default defineBackground(() => {
  runFeatures('background', [
    applyPolicy,
    toolbarButton,
    stayConnected,
    contextMenu,
    keyCommands,
    session,
    signInTab,
    pageScript,
    pageContacts,
    liveContacts,
    openFromPage,
    dockedFrames,
    firstRun,
  ]);
});
