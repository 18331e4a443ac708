import { runFeatures } from '../../define-feature.ts';
import { history } from '../../features/history.ts';

const running = runFeatures('interactions', [history]);
addEventListener('pagehide', () => running.abort());
