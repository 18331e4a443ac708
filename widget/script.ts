// The one script that a page loads: it registers every element, and does no harm when loaded twice.
import './checkpoint-chips.ts';
import './checkpoint-trail.ts';
import './history.ts';
import './interaction.ts';
import './panel.ts';
