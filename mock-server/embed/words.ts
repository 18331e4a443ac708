import type { Language } from '../../api-client/contract/user.ts';

interface EmbedWords {
  title: string;
  alone: (origin: string) => string;
  refusedTitle: string;
  noOrigin: string;
  refused: (origin: string) => string;
  notBuiltTitle: string;
  notBuilt: string;
  noScript: string;
}

export const embedWords: Record<Language, EmbedWords> = {
  en: {
    title: 'Waypost',
    alone: (origin) =>
      `This page belongs in a frame of ${origin}. There is nothing to do here.`,
    refusedTitle: 'This page may not show Waypost',
    noOrigin:
      'The address must name the site that has this page in a frame: /embed?origin=https://crm.example.com',
    refused: (origin) =>
      `Pages of ${origin} may not have Waypost in a frame. Whoever runs Waypost allows it by the setting WAYPOST_ORIGINS=${origin}`,
    notBuiltTitle: 'Waypost is not ready for frames',
    notBuilt:
      'The script is not built: start the server by ‘npm start’, or run ‘node tools/build.ts script’.',
    noScript: 'Waypost needs JavaScript.',
  },
  fr: {
    title: 'Waypost',
    alone: (origin) =>
      `Cette page a sa place dans un cadre de ${origin}. Il n’y a rien à faire ici.`,
    refusedTitle: 'Cette page ne peut pas afficher Waypost',
    noOrigin:
      'L’adresse doit nommer le site qui affiche cette page dans un cadre : /embed?origin=https://crm.example.com',
    refused: (origin) =>
      `Les pages de ${origin} ne peuvent pas afficher Waypost dans un cadre. La personne qui exploite Waypost l’autorise par le réglage WAYPOST_ORIGINS=${origin}`,
    notBuiltTitle: 'Waypost n’est pas prêt pour les cadres',
    notBuilt:
      'Le script n’est pas construit : démarrez le serveur par « npm start », ou lancez « node tools/build.ts script ».',
    noScript: 'Waypost a besoin de JavaScript.',
  },
};
