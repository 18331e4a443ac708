// The one script that a page loads: it registers every element, and does no harm when loaded twice.
// What the panel does not need to show its first content comes a moment later.
import './checkpoint-chips.ts';
import './checkpoint-trail.ts';
import './interaction.ts';
import './panel.ts';

void Promise.allSettled([import('./history.ts'), import('./shared/later-tabs.ts')]);
