import { followColourScheme } from '../../colour-scheme.ts';
import { runFeatures } from '../../define-feature.ts';
import { history } from '../../features/history.ts';

const running = runFeatures('interactions', [history]);
followColourScheme(running.signal);
addEventListener('pagehide', () => running.abort());
