import type { Sentences } from './sentences.ts';

/** What validation finds in a version of a smart routing, and what is said of an action’s parameters. */
export const findingSentences: Sentences = {
  'A version has at most {0} actions; this one has {1}.':
    'Une version a au plus {0} actions ; celle-ci en a {1}.',
  'A tree needs one action of the type “start”; this one has none.':
    'Un arbre demande une action du type « Départ » ; celui-ci n’en a pas.',
  '“tree.start” must name the action of the type “start”: “{0}”.':
    '« tree.start » doit nommer l’action du type « Départ » : « {0} ».',
  'A tree has exactly one action of the type “start”: “{0}” is it already.':
    'Un arbre a exactement une action du type « Départ » : c’est déjà « {0} ».',
  'There is no action type “{0}”.': 'Le type d’action « {0} » n’existe pas.',
  '“{0}” cannot be used in a routing for the flow {1}.':
    '« {0:action} » ne peut pas servir dans un parcours pour le flux {1:words}.',
  '“{0}” has no branch “{1}”.': '« {0:action} » n’a pas de branche « {1} ».',
  'The branch “{0}” of “{1}” leads to the action “{2}”, which is not in the tree.':
    'La branche « {0} » de « {1} » mène à l’action « {2} », qui n’est pas dans l’arbre.',
  'The branch “{0}” of “{1}” leads to the start; nothing may.':
    'La branche « {0} » de « {1} » mène au départ ; rien n’y a droit.',
  'This action has no such parameter.': 'Cette action n’a pas ce paramètre.',

  'No branch of “{0}” is wired: the journey ends when it leaves here.':
    'Aucune branche de « {0} » n’est reliée : le parcours finit en sortant d’ici.',
  'The branch “{0}” of “{1}” leads nowhere.':
    'La branche « {0:action} » de « {1} » ne mène nulle part.',
  'No branch leads to “{0}”.': 'Aucune branche ne mène à « {0} ».',
  '“{0}” names no {1}: fill it in.': '« {0} » n’indique {1:aucun} : à compléter.',
  'No {0} has the reference “{1}” that “{2}” names.':
    '{0:Aucun} n’a la référence « {1} » que cite « {2} ».',
  'The {0} that “{1}” picks does not exist.': '{0:Le} que choisit « {1} » n’existe pas.',
  '“{0}” is for the flow {1}, not {2}.':
    '« {0} » est pour le flux {1:words}, pas pour le flux {2:words}.',
  '“{0}” is an end routing: an interaction cannot be handed to it.':
    '« {0} » est un parcours de fin : une interaction ne peut pas y passer.',
  '“{0}” has no version in production yet.': '« {0} » n’a pas encore de version en production.',
  '{0}: a run goes round here without ever waiting.':
    '{0:quoted} : le parcours tourne ici en rond sans jamais attendre.',
  '{0} and {1} more: a run goes round here without ever waiting.':
    '{0:quoted} et {1} de plus : le parcours tourne ici en rond sans jamais attendre.',
  '“{0}” shows at most {1}: these replies go out {2}.':
    '« {0} » montre au plus {1:words} : ces réponses partent {2:words}.',

  'Choose one that there is.': 'Choisissez-en un qui existe.',
  'Make at least one assertion.': 'Posez au moins un critère.',
  'Name at least one.': 'Nommez-en au moins un.',
  'This regular expression is not valid here: look-around and back-references cannot be used.':
    'Cette expression régulière n’est pas valable ici : assertions autour et références arrière ne peuvent pas servir.',
  'The regular expression is not valid.': 'L’expression régulière n’est pas valable.',
  'Without a layout there are no fields.': 'Sans mise en page, il n’y a pas de champs.',
  'The field “{0}” is there twice.': 'Le champ « {0} » y figure deux fois.',
  'Give ten loads, 0 for a link that is not used.':
    'Donnez dix charges, 0 pour un lien qui ne sert pas.',
  'The loads must add up to 100; they add up to {0}.':
    'La somme des charges doit être 100 ; elle est de {0}.',
  'Each reply needs a link of its own.': 'Chaque réponse demande son propre lien.',
  'Give ten thresholds, null for a link that is not used.':
    'Donnez dix seuils, null pour un lien qui ne sert pas.',
  'Give at least one link a threshold.': 'Donnez un seuil à au moins un lien.',
};
