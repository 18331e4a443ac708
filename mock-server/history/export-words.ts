import type { InteractionFlow } from '../../api-client/contract/flow.ts';
import type { InteractionStatus } from '../../api-client/contract/interaction.ts';
import type { Language } from '../../api-client/contract/user.ts';

interface Words {
  columns: {
    id: string;
    start: string;
    end: string;
    flow: string;
    status: string;
    reason: string;
    direction: string;
    originalRouting: string;
    currentRouting: string;
    smartRouting: string;
    advisor: string;
    queue: string;
    contact: string;
    phone: string;
    email: string;
    voiceCampaign: string;
    card: string;
    tags: string;
    checkpoints: string;
    checkpointTimes: string;
  };
  flows: Record<InteractionFlow, string>;
  statuses: Record<InteractionStatus, string>;
  directions: Record<'incoming' | 'outgoing', string>;
  routings: Record<'smart' | 'direct', string>;
}

const english: Words = {
  columns: {
    id: 'Id',
    start: 'Start',
    end: 'End',
    flow: 'Flow',
    status: 'Status',
    reason: 'Reason',
    direction: 'Direction',
    originalRouting: 'Original routing',
    currentRouting: 'Current routing',
    smartRouting: 'Smart routing',
    advisor: 'Advisor',
    queue: 'Queue',
    contact: 'Contact',
    phone: 'Phone',
    email: 'E-mail',
    voiceCampaign: 'Voice campaign',
    card: 'CRM record',
    tags: 'Tags',
    checkpoints: 'Checkpoints',
    checkpointTimes: 'Times of checkpoints',
  },
  flows: {
    voice: 'Voice',
    'email-messaging': 'Email messaging',
    'sms-messaging': 'SMS messaging',
    'whatsapp-messaging': 'WhatsApp messaging',
    'whatsapp-campaign': 'WhatsApp campaign',
    'telegram-messaging': 'Telegram messaging',
    'chat-messaging': 'Chat messaging',
    'messenger-messaging': 'Messenger messaging',
  },
  statuses: {
    waiting: 'Waiting',
    'in-progress': 'In progress',
    processed: 'Processed',
    delivered: 'Delivered',
    warning: 'Warning',
    aborted: 'Aborted',
    dissuaded: 'Dissuaded',
  },
  directions: { incoming: 'Incoming', outgoing: 'Outgoing' },
  routings: { smart: 'Smart', direct: 'Direct' },
};

const french: Words = {
  columns: {
    id: 'Identifiant',
    start: 'Début',
    end: 'Fin',
    flow: 'Flux',
    status: 'Statut',
    reason: 'Motif',
    direction: 'Sens',
    originalRouting: 'Routage d’origine',
    currentRouting: 'Routage actuel',
    smartRouting: 'Routage intelligent',
    advisor: 'Conseiller',
    queue: 'File d’attente',
    contact: 'Contact',
    phone: 'Téléphone',
    email: 'E-mail',
    voiceCampaign: 'Campagne vocale',
    card: 'Fiche CRM',
    tags: 'Étiquettes',
    checkpoints: 'Points de passage',
    checkpointTimes: 'Heures des points de passage',
  },
  flows: {
    voice: 'Voix',
    'email-messaging': 'E-mail (messagerie)',
    'sms-messaging': 'SMS (messagerie)',
    'whatsapp-messaging': 'WhatsApp (messagerie)',
    'whatsapp-campaign': 'WhatsApp (campagne)',
    'telegram-messaging': 'Telegram (messagerie)',
    'chat-messaging': 'Chat (messagerie)',
    'messenger-messaging': 'Messenger (messagerie)',
  },
  statuses: {
    waiting: 'En attente',
    'in-progress': 'En cours',
    processed: 'Traitée',
    delivered: 'Distribuée',
    warning: 'Avertissement',
    aborted: 'Abandonnée',
    dissuaded: 'Dissuadée',
  },
  directions: { incoming: 'Entrante', outgoing: 'Sortante' },
  routings: { smart: 'Intelligent', direct: 'Direct' },
};

export const exportWords: Record<Language, Words> = { en: english, fr: french };
