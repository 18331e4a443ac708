import { runFeatures } from '../../define-feature.ts';
import { supervision } from '../../features/supervision.ts';

const running = runFeatures('supervision', [supervision]);
addEventListener('pagehide', () => running.abort());
