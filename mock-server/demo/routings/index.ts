import type { RoutingTree } from '../../../api-client/contract/routing.ts';
import { afterSales } from './after-sales.ts';
import { closing } from './closing.ts';
import { delivery } from './delivery.ts';
import { formerAfterSales } from './former/after-sales.ts';
import { formerDelivery } from './former/delivery.ts';
import { formerWelcomeOrders } from './former/welcome-orders.ts';
import { welcomeOrders } from './welcome-orders.ts';

export interface DemoRouting {
  name: string;
  reference: string;
  kind: 'start' | 'end';
  tree: RoutingTree;
  /** What its first two versions were, where today’s is a third one. */
  former?: RoutingTree;
}

/** The demo's four smart routings. The end routing comes first: the others name it. */
export const demoRoutings: readonly DemoRouting[] = [
  { name: 'Closing', reference: 'closing', kind: 'end', tree: closing },
  {
    name: 'Welcome, orders',
    reference: 'welcome-orders',
    kind: 'start',
    tree: welcomeOrders,
    former: formerWelcomeOrders,
  },
  {
    name: 'Delivery follow-up',
    reference: 'delivery',
    kind: 'start',
    tree: delivery,
    former: formerDelivery,
  },
  {
    name: 'After-sales',
    reference: 'after-sales',
    kind: 'start',
    tree: afterSales,
    former: formerAfterSales,
  },
];
