import { followColourScheme } from '../../colour-scheme.ts';
import { runFeatures } from '../../define-feature.ts';
import { dockedPanel } from '../../features/docked-panel.ts';

const running = runFeatures('docked', [dockedPanel]);
followColourScheme(running.signal);
addEventListener('pagehide', () => running.abort());
