import { followColourScheme } from '../../colour-scheme.ts';
import { runFeatures } from '../../define-feature.ts';
import { supervision } from '../../features/supervision.ts';

const running = runFeatures('supervision', [supervision]);
followColourScheme(running.signal);
addEventListener('pagehide', () => running.abort());
