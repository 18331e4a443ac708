import { runFeatures } from '../../define-feature.ts';
import { chooseContact } from '../../features/choose-contact.ts';
import { panel } from '../../features/panel.ts';

const running = runFeatures('sidepanel', [chooseContact, panel]);
addEventListener('pagehide', () => running.abort());
