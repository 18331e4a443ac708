// The elements for those who configure, which come when a page asks for them: an agent's script is without them.
import './checkpoint-settings.ts';
import './entity-settings.ts';
import './report.ts';
import './routing-editor.ts';
