import type {
  CrmForm,
  FormField,
  InteractionSettings,
  SettingsAction,
} from '../../api-client/contract/interaction-settings.ts';
import type { CrmDefinition } from '../../api-client/contract/entities/crm.ts';
import type { Reason } from '../../api-client/contract/reason.ts';
import { readPhoneKind } from '../routing/phone-kind.ts';
import { listOpenInvoices } from '../storage/interaction-invoices.ts';
import { listDefined, type ListedEntity } from '../storage/listed-entities.ts';
import { readCurrency } from '../storage/organisations.ts';
import type { Sight } from './act.ts';
import { takesText } from './crms.ts';
import { hasConversation } from './pay-link.ts';

/** What can be done to an interaction by hand, why the rest cannot, and what the forms need. */
export async function readSettings(sight: Sight): Promise<InteractionSettings> {
  const { db, key, held, interaction } = sight;
  const { organisationId } = key;
  const [crms, caseTypes, modules, qualifications, invoices, currency] = await Promise.all([
    listDefined(db, organisationId, 'crm'),
    listDefined(db, organisationId, 'case-type'),
    listDefined(db, organisationId, 'payment-module'),
    listDefined(db, organisationId, 'qualification'),
    listOpenInvoices(db, key, held.customer),
    readCurrency(db, organisationId),
  ]);
  const queueId = interaction.queue?.id;
  const forms = {
    crms: crms.map(crmForm),
    caseTypes: caseTypes.map(({ id, name, definition }) => ({
      id,
      name,
      fields: definition.fields.map(formField),
    })),
    paymentModules: modules
      .filter(({ definition }) => definition.active)
      .map(({ id, name, definition: { currencies, address } }) => ({
        id,
        name,
        currencies,
        page: address === null ? ('own' as const) : ('provider' as const),
      })),
    qualifications: qualifications
      .filter(({ definition: { active, queues } }) => {
        const isForQueue =
          queues.length === 0 || (queueId !== undefined && queues.includes(queueId));
        return active && isForQueue;
      })
      .map(({ id, name, reference, definition: { commentRequired } }) => ({
        id,
        name,
        reference,
        commentRequired,
      })),
  };
  const mobile = readPhoneKind(held.customer.phone ?? '', held.locale.region);
  return {
    interactionId: interaction.id,
    actions: actionsOf(sight, forms),
    ...forms,
    invoices,
    currency,
    reach: {
      conversation: hasConversation(sight),
      mobile: mobile && !mobile.isFixedLine ? mobile.number : null,
      email: held.customer.email,
    },
  };
}

type Forms = Pick<
  InteractionSettings,
  'crms' | 'caseTypes' | 'paymentModules' | 'qualifications'
>;

const role: Reason = {
  key: 'role',
  words: 'Your role does not let you change interactions.',
};
const none = (key: Reason['key'], words: string): Reason => ({ key, words });

/** Every action, with the reason why it cannot be done now. */
function actionsOf(
  { who, held }: Sight,
  { crms, caseTypes, paymentModules, qualifications }: Forms,
): InteractionSettings['actions'] {
  const reasons: Record<SettingsAction, Reason | null> = {
    'card-create': crms.some(({ objects }) => objects.some(({ canCreate }) => canCreate))
      ? null
      : none('no-object', 'There is no CRM that cards can be made in.'),
    'card-assign': crms.some(({ searches }) => searches.length > 0)
      ? null
      : none('no-search', 'There is no CRM that cards can be looked for in.'),
    'card-unassign': held.card ? null : none('none-linked', 'No card is linked.'),
    'case-create':
      caseTypes.length > 0 ? null : none('no-case-type', 'There is no type of cases.'),
    'case-assign': null,
    'case-unassign': held.caseId ? null : none('none-linked', 'No case is linked.'),
    'payment-create':
      paymentModules.length > 0
        ? null
        : none('no-payment-module', 'There is no payment module that is active.'),
    qualify:
      qualifications.length > 0
        ? null
        : none('no-qualification', 'There is no qualification for this queue.'),
  };
  const mayModify = who.rights.interactions?.includes('modify') ?? false;
  return Object.entries(reasons).map(([action, reason]) => ({
    action: action as SettingsAction, // the keys of the record
    reason: mayModify || action === 'qualify' ? reason : role,
  }));
}

function formField(field: Partial<FormField> & Pick<FormField, 'name' | 'type'>): FormField {
  const { name, title = '', type, required = false, values = [] } = field;
  return { name, title: title || name, type, required, values };
}

function crmForm({ id, name, definition }: ListedEntity<'crm'>): CrmForm {
  return { id, name, ...partsOf(name, definition) };
}

function partsOf(
  title: string,
  definition: CrmDefinition,
): Pick<CrmForm, 'kind' | 'objects' | 'searches'> {
  if (definition.kind === 'built-in') {
    const fields = definition.fields.map(formField);
    return {
      kind: 'built-in',
      objects: [{ object: 'card', title, canCreate: true, fields }],
      searches: [{ scenario: 'text', title, takesText: true }],
    };
  }
  return {
    kind: 'v2',
    objects: definition.objects.map((object) => ({
      object: object.name,
      title: object.title,
      canCreate: object.create !== null,
      fields: object.fields.map(formField),
    })),
    searches: definition.scenarios.map((scenario) => ({
      scenario: scenario.name,
      title: scenario.title,
      takesText: takesText(scenario),
    })),
  };
}
