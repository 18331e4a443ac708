import { preview } from '../maker/preview.ts';
import { kindOf, parseDefinition } from './entities.ts';
import { route } from './route.ts';

export const entityPreviewRoutes = [
  route('previewEntity', async ({ params, body, services: { publicUrl } }) => {
    const kind = kindOf(params.kind);
    const { name, language } = body;
    const definition = parseDefinition(kind, body.definition);
    const values = Object.entries(body.values).map(([name, value]) => ({ name, value }));
    return preview(kind, definition, { name, values, language, publicUrl });
  }),
];
