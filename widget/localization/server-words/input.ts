import type { Sentences } from './sentences.ts';

/** What is said of input, whatever it is for: of a body, of a field, of a value. */
export const inputSentences: Sentences = {
  'This field is missing.': 'Ce champ manque.',
  'This field is not known here.': 'Ce champ n’est pas connu ici.',
  'This must be {0}.': 'Ce doit être {0:expected}.',
  'This must have at least {0} characters.': 'Au moins {0} caractères.',
  'This must have at most {0} characters.': 'Au plus {0} caractères.',
  'This must have at least {0} entries.': 'Au moins {0} éléments.',
  'This must have at most {0} entries.': 'Au plus {0} éléments.',
  'This must be at least {0}.': 'Ce doit être au moins {0}.',
  'This must be at most {0}.': 'Ce doit être au plus {0}.',
  'This is not possible here.': 'Ce n’est pas possible ici.',
  'This does not have the form that is asked for here.':
    'Ce n’est pas sous la forme demandée ici.',
  'This name is not possible here.': 'Ce nom n’est pas possible ici.',
  'This is no id. One looks like 019a9c1e-7a10-7c3b-9a51-0c2f4d6e8b90.':
    'Ce n’est pas un identifiant. Il en faut un comme 019a9c1e-7a10-7c3b-9a51-0c2f4d6e8b90.',
  'Write an instant like 2026-11-20T16:02:11.123Z.':
    'Écrivez un instant comme 2026-11-20T16:02:11.123Z.',
  'This is no e-mail address. It looks like name@example.com.':
    'Ce n’est pas une adresse e-mail. Il en faut une comme nom@example.com.',
  'The input is not valid.': 'La saisie n’est pas valable.',
  '“{0}”: {1}': '« {0} » : {1:known}',
  '“{0}”: {1} And {2} more.': '« {0} » : {1:known} Et {2} de plus.',
  '{0} And {1} more.': '{0:known} Et {1} de plus.',
  'This text holds a character that cannot be stored.':
    'Ce texte contient un caractère qui ne peut pas être enregistré.',

  'Fill this in.': 'Remplissez ce champ.',
  'Give it a name.': 'Donnez un nom.',
  'Give it a title.': 'Donnez un titre.',
  'Leave out line breaks and other control characters.':
    'Retirez les sauts de ligne et les autres caractères de contrôle.',
  'Give an e-mail address.': 'Indiquez une adresse e-mail.',
  'This is no e-mail address.': 'Ce n’est pas une adresse e-mail.',
  'This is no phone number.': 'Ce n’est pas un numéro de téléphone.',
  'This is no phone number. Write it as +33 6 12 34 56 78.':
    'Ce n’est pas un numéro de téléphone. Écrivez-le comme +33 6 12 34 56 78.',
  'This is neither a phone number nor an e-mail address.':
    'Ce n’est ni un numéro de téléphone ni une adresse e-mail.',
  'Give a name, a phone number or an e-mail address.':
    'Indiquez un nom, un numéro de téléphone ou une adresse e-mail.',
  'Write a currency as three capital letters, as EUR.':
    'Écrivez une devise en trois majuscules, comme EUR.',
  'Write an amount with a decimal point, as 19.90.':
    'Écrivez un montant avec un point décimal, comme 19.90.',
  'Give the amount.': 'Indiquez le montant.',
  'Give the case a title.': 'Donnez un titre au dossier.',
  'Give at most 200 values.': 'Donnez au plus 200 valeurs.',
  'Choose 20 qualifications at most.': 'Choisissez au plus 20 qualifications.',
  'Choose one at least.': 'Choisissez-en au moins un.',

  'Choose {0} values at most.': 'Choisissez au plus {0} valeurs.',
  'Choose {0} checkpoints at most.': 'Choisissez au plus {0} points de passage.',
  'Choose 2 to {0} checkpoints: a funnel leads from one to another.':
    'Choisissez de 2 à {0} points de passage : un entonnoir mène de l’un à l’autre.',
  'Choose 2 to {0} checkpoints.': 'Choisissez de 2 à {0} points de passage.',
  'Choose each checkpoint once.': 'Choisissez chaque point de passage une seule fois.',
  'Say when the period begins, as 2026-11-01T00:00:00Z.':
    'Dites quand la période commence, comme 2026-11-01T00:00:00Z.',
  'Say when the period ends, as 2026-12-01T00:00:00Z.':
    'Dites quand la période finit, comme 2026-12-01T00:00:00Z.',
  'The period ends before it begins.': 'La période finit avant de commencer.',
  'Give the view a name.': 'Donnez un nom à la vue.',
  'There is no column “{0}” to sort by. There are {1}, each downwards with “-” before it.':
    'Il n’y a pas de colonne « {0} » pour trier. Il y a {1}, chacune en ordre décroissant avec « - » devant.',
  'Write two checkpoints’ ids and the minutes between, as <id>.<id>.30.':
    'Écrivez les identifiants de deux points de passage et les minutes entre eux, comme <id>.<id>.30.',
  'Write two checkpoints’ ids and 1 to 100,000 minutes between, as <id>.<id>.30.':
    'Écrivez les identifiants de deux points de passage et de 1 à 100 000 minutes entre eux, comme <id>.<id>.30.',
  'Write 1 to 10 checkpoints’ ids in their order, as <id>.<id>.':
    'Écrivez de 1 à 10 identifiants de points de passage dans leur ordre, comme <id>.<id>.',
  'Write 1 to 10 checkpoints’ ids in their order, each once, as <id>.<id>.':
    'Écrivez de 1 à 10 identifiants de points de passage dans leur ordre, chacun une fois, comme <id>.<id>.',
  'Write the id that the server gave, or “none”.':
    'Écrivez l’identifiant que le serveur a donné, ou « none ».',
  'Write a routing’s id and its version, as <id>.3.':
    'Écrivez l’identifiant d’un parcours et sa version, comme <id>.3.',
  'Write a routing’s id, its version, the action and its link, as <id>.3.share.link-2.':
    'Écrivez l’identifiant d’un parcours, sa version, l’action et son lien, comme <id>.3.share.link-2.',
};
