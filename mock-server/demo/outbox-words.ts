import type { Language } from '../../api-client/contract/user.ts';

const english = {
  mailTitle: 'E-mails that were sent',
  smsTitle: 'Text messages that were sent',
  about:
    'They end here: the demo delivers to nobody. The last 100 are kept until the server stops. Times are those of Paris.',
  none: 'Nothing has been sent yet.',
  again: 'Look again',
  home: 'All of the demo',
  from: 'From',
  to: 'To',
  recipients: 'Delivered to',
  html: 'HTML',
};

const french: typeof english = {
  mailTitle: 'E-mails envoyés',
  smsTitle: 'SMS envoyés',
  about:
    'Ils s’arrêtent ici : la démonstration ne livre à personne. Les 100 derniers sont gardés jusqu’à l’arrêt du serveur. Les heures sont celles de Paris.',
  none: 'Rien n’a encore été envoyé.',
  again: 'Actualiser',
  home: 'Toute la démonstration',
  from: 'De',
  to: 'À',
  recipients: 'Remis à',
  html: 'HTML',
};

export const outboxWords: Record<Language, typeof english> = { en: english, fr: french };
