import { followColourScheme } from '../../colour-scheme.ts';
import { runFeatures } from '../../define-feature.ts';
import { chooseContact } from '../../features/choose-contact.ts';
import { frontSite } from '../../features/front-site.ts';
import { offerDock } from '../../features/offer-dock.ts';
import { offerPick } from '../../features/offer-pick.ts';
import { panel } from '../../features/panel.ts';

const running = runFeatures('sidepanel', [
  chooseContact,
  frontSite,
  offerDock,
  offerPick,
  panel,
]);
followColourScheme(running.signal);
addEventListener('pagehide', () => running.abort());
