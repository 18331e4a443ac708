import { runFeatures } from '../../define-feature.ts';
import { chooseLanguage } from '../../features/choose-language.ts';
import { chooseServer } from '../../features/choose-server.ts';
import { signIn } from '../../features/sign-in.ts';

const running = runFeatures('options', [chooseServer, signIn, chooseLanguage]);
addEventListener('pagehide', () => running.abort());
