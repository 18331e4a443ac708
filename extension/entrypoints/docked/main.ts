import { runFeatures } from '../../define-feature.ts';
import { dockedPanel } from '../../features/docked-panel.ts';

const running = runFeatures('docked', [dockedPanel]);
addEventListener('pagehide', () => running.abort());
