import type { DemoEntity } from './entity-plans.ts';

/** What the demo's advisors say that interactions were about. */
export const qualificationNames = [
  'Order',
  'Delivery',
  'Return',
  'Repair',
  'Invoice',
  'Praise',
] as const;

/** Qualifications and buttons: what users find at an interaction. The call-back button is made when the server starts. */
export const handEntities: DemoEntity[] = [
  ...qualificationNames.map((name): DemoEntity => ({
    kind: 'qualification',
    name,
    reference: name.toLowerCase(),
    definition: {},
  })),
  {
    kind: 'qualification',
    name: 'Something else',
    reference: 'something-else',
    definition: { commentRequired: true },
  },
  {
    kind: 'custom-button',
    name: 'Orders of the customer',
    reference: 'customer-orders',
    definition: {
      icon: 'cart',
      colour: 'accent',
      place: 'toolbar',
      does: {
        type: 'address',
        address: 'https://shop.maison-verdier.example/orders?phone={{contact.phone}}',
      },
    },
  },
  {
    kind: 'custom-button',
    name: 'Write to the workshop',
    reference: 'workshop-mail',
    definition: {
      icon: 'tool',
      colour: 'amber',
      place: 'panel',
      does: {
        type: 'address',
        address:
          'mailto:workshop@maison-verdier.example?subject={{case.reference}}%20{{case.title}}',
      },
      conditions: [{ field: 'case.reference', operator: 'exists' }],
    },
  },
];
