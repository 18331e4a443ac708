import { followColourScheme } from '../../colour-scheme.ts';
import { runFeatures } from '../../define-feature.ts';
import { chooseAppearance } from '../../features/choose-appearance.ts';
import { chooseLanguage } from '../../features/choose-language.ts';
import { chooseServer } from '../../features/choose-server.ts';
import { firstSteps } from '../../features/first-steps.ts';
import { ruleList } from '../../features/rule-list.ts';
import { signIn } from '../../features/sign-in.ts';
import { siteList } from '../../features/site-list.ts';

const running = runFeatures('options', [
  firstSteps,
  chooseServer,
  signIn,
  siteList,
  ruleList,
  chooseLanguage,
  chooseAppearance,
]);
followColourScheme(running.signal);
addEventListener('pagehide', () => running.abort());
