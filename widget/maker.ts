// The elements for those who configure, which come when a page asks for them: an agent's script is without them.
import './checkpoint-settings.ts';
import './entity-settings.ts';
import './report.ts';
import './routing-canvas.ts';
import './routing-editor.ts';
import './routing-list.ts';
import './routing-outline.ts';
import './routing-trial.ts';
import './routing-watch.ts';
import './routing-workbench.ts';
import './secret-settings.ts';
