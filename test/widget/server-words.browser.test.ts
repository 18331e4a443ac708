import { beforeEach, describe, expect, test } from 'vitest';
import '../../widget/entity-settings.ts';
import '../../widget/interaction.ts';
import '../../widget/shared/later-tabs.ts';
import type { InteractionEvent, RunState } from '../../api-client/contract/interaction.ts';
import { stillClient } from '../../widget/playground/still-client.ts';
import { stillRecords } from '../../widget/playground/still-records.ts';
import { dialog, fill, formThere, found } from './entity-page.ts';
import { inPageDemo } from './in-page-demo.ts';
import { click, expectAccessible, one, show, text } from './page.ts';
import { clickPart, newRouting, openEditor, part, questionTree } from './routing-page.ts';
import { data, interaction, me, ZONE } from './samples.ts';

/** As one types it: French sets spaces that no line breaks at. */
const plain = (words: string | null | undefined): string =>
  (words ?? '').replaceAll(/\s+/g, ' ').trim();

describe('what the server says, on a French page', { timeout: 60_000 }, () => {
  const demo = inPageDemo();
  beforeEach(() => {
    document.documentElement.lang = 'fr';
  });

  test('why a form of the Maker is refused', async () => {
    const client = demo.clientOf('admin', { cache: false, realtime: false });
    const { items } = await client.entities.list('queues', {});
    const { name, reference } = items[0]!;
    await show('waypost-entity-settings', { client, kind: 'queues' }, 900);
    await click(await found('button', /^\+ Nouveau/));
    await formThere();
    fill({ name: 'Une de plus', reference });
    await click(one('button', 'Enregistrer'));

    await expect
      .poll(() => plain(text(dialog())))
      .toContain(
        `Une autre file d’attente, « ${name} » (${reference}), a déjà la référence « ${reference} » ; majuscules et minuscules comptent comme identiques.`,
      );
    await expectAccessible();
  });

  test('what validation finds in a version', async () => {
    const client = demo.clientOf('admin', { cache: false, realtime: false });
    await openEditor(client, await newRouting(client, 'french', questionTree));
    await clickPart('[data-side=findings]');

    await expect
      .poll(() => plain(part('.findings')?.textContent))
      .toContain(
        'Aucune branche de « Say tea » n’est reliée : le parcours finit en sortant d’ici.',
      );
  });

  test('why an interaction stands as it does, and what went wrong in it', async () => {
    const statusReason = 'The mail server refused the message (status 550).';
    const still = stillRecords({ size: 'few' });
    const happened = await still.events('live');
    const [last] = happened.slice(-1) as [InteractionEvent];
    const troubles = [
      { kind: 'effect-failed', reason: 'SMS: The gateway for SMS is busy (status 503).' },
      { kind: 'branch_unwired', reason: 'The branch “ok” of “Say: 1 + 1” leads nowhere.' },
      { kind: 'advisor-finished', reason: 'The routing took the interaction further.' },
      { kind: 'effect-failed', reason: 'Something that this version does not know.' },
    ] as const;
    const events = troubles.map((trouble, index) => ({
      ...last,
      ...trouble,
      sequence: 90 + index,
    }));
    const client = {
      ...stillClient({ status: 'live', records: { size: 'few' } }),
      records: { ...still, events: async () => [...happened, ...events] },
    };
    const run = { ...(data.interaction.run as RunState), outcome: 'branch_unwired' as const };
    await show(
      'waypost-interaction',
      {
        data: { ...data, interaction: interaction({ statusReason, run }) },
        me,
        client,
        timeZone: ZONE,
        tab: 'interaction',
      },
      400,
    );

    const shown = () => plain(text(one('tabpanel')));
    await expect.poll(shown).toContain('SMS : La passerelle SMS est surchargée (statut 503).');
    expect(shown()).toContain('La branche « ok » de « Say: 1 + 1 » ne mène nulle part.');
    expect(shown()).toContain('Le parcours a repris l’interaction.');
    expect(shown()).toContain('Something that this version does not know.');
    expect(one('button', /^En cours/).getAttribute('aria-description')).toBe(
      'Le serveur de messagerie a refusé le message (statut 550).',
    );
    await expectAccessible();
  });
});
