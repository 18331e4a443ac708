import type { Sentences } from './sentences.ts';

/** What is said of what is written in the Maker: of the definitions of its entities, and of the like. */
export const definitionSentences: Sentences = {
  'The body is empty; send a JSON document.': 'Le corps est vide ; envoyez un document JSON.',
  'The body is not valid JSON.': 'Le corps n’est pas du JSON valable.',
  'The body is larger than {0} KiB.': 'Le corps dépasse {0} Kio.',
  'The body is not valid UTF-8.': 'Le corps n’est pas de l’UTF-8 valable.',
  'The JSON is nested deeper than {0} levels.': 'Le JSON a plus de {0} niveaux.',
  '“{0}” is there already.': '« {0} » y figure déjà.',
  'Use 1 to 100 letters without accents, digits and the characters _ + . @ - only.':
    'Utilisez de 1 à 100 lettres sans accent, chiffres et caractères _ + . @ - seulement.',
  'Use 1 to 64 letters without accents, digits and _, beginning with a letter.':
    'Utilisez de 1 à 64 lettres sans accent, chiffres et _, en commençant par une lettre.',
  'Write an address that begins with https://.':
    'Écrivez une adresse qui commence par https://.',
  'Write an address that begins with https:// or http://.':
    'Écrivez une adresse qui commence par https:// ou http://.',
  'Give an address that begins with http:// or https:// and a host.':
    'Indiquez une adresse qui commence par http:// ou https:// et un hôte.',
  'A variable’s name has letters, digits and _ only.':
    'Le nom d’une variable n’a que des lettres, des chiffres et _.',
  'Write a date as 2026-11-20.': 'Écrivez une date comme 2026-11-20.',
  'Give the invoice a number.': 'Donnez un numéro à la facture.',
  'Send one invoice at least.': 'Envoyez au moins une facture.',
  'The number “{0}” is there twice.': 'Le numéro « {0} » y figure deux fois.',
  '“{0}” is no currency of ISO 4217.': '« {0} » n’est pas une devise de l’ISO 4217.',
  '“{0}” is no amount above 0 with the decimals that {1} has.':
    '« {0} » n’est pas un montant supérieur à 0 avec les décimales de la devise {1}.',
  'Give one of text, choiceId and image.': 'Donnez un texte, un choix ou une image.',
  'An image has a type as image/jpeg.': 'Une image a un type comme image/jpeg.',
  'A secret is not empty.': 'Un secret n’est pas vide.',
  'A secret is one line.': 'Un secret tient sur une ligne.',
  'An action’s id has 1 to 64 letters, digits, _ or -.':
    'L’identifiant d’une action a de 1 à 64 lettres, chiffres, _ ou -.',
  'Give the action a name: the trail shows it.':
    'Donnez un nom à l’action : le parcours l’affiche.',
  'This is no id that this server gave.': 'Ce n’est pas un identifiant que ce serveur a donné.',

  'The address holds neither a name and password nor a #: messages are signed instead.':
    'L’adresse ne contient ni nom, ni mot de passe, ni # : les messages sont signés à la place.',

  'There is no such time zone. Name one as Europe/Paris.':
    'Ce fuseau horaire n’existe pas. Indiquez-en un comme Europe/Paris.',
  'Write the hour as 09:30, from 00:00 to 23:59.':
    'Écrivez l’heure comme 09:30, de 00:00 à 23:59.',
  'Write the hour as 17:30, from 00:00 to 24:00.':
    'Écrivez l’heure comme 17:30, de 00:00 à 24:00.',
  'It closes when it opens. For a whole day write 00:00 to 24:00.':
    'La fermeture est à l’heure de l’ouverture. Pour une journée entière, écrivez de 00:00 à 24:00.',
  'A day has at most 20 opening hours.': 'Une journée a au plus 20 plages d’ouverture.',
  'Write the date as 2026-12-25; it must exist.':
    'Écrivez la date comme 2026-12-25 ; elle doit exister.',
  'A calendar has at most 1,000 exceptions.': 'Un calendrier a au plus 1 000 exceptions.',
  'The date {0} has two exceptions; give one all its hours.':
    'La date {0} a deux exceptions ; donnez toutes ses heures à une seule.',
  'These hours overlap others. One minute belongs to one span.':
    'Ces heures en recouvrent d’autres. Une minute appartient à une seule plage.',

  'The highest priority must not be less than the lowest.':
    'La priorité la plus haute ne doit pas être inférieure à la plus basse.',
  'Another layout has the id “{0}” already.':
    'Une autre mise en page a déjà l’identifiant « {0} ».',

  'Every case has its {0}; give this field another name.':
    'Chaque dossier a son {0:words} ; donnez un autre nom à ce champ.',
  'Entry {0} has the name “{1}” already; upper and lower case count as the same.':
    'L’élément {0} a déjà le nom « {1} » ; majuscules et minuscules comptent comme identiques.',
  'A list proposes one value at least.': 'Une liste propose au moins une valeur.',
  'Only a list proposes values.': 'Seule une liste propose des valeurs.',

  'Give it a field.': 'Donnez-lui un champ.',
  'Begin with a slash.': 'Commencez par une barre oblique.',
  'Give it an object.': 'Donnez-lui un objet.',
  'There is no object ‘{0}’.': 'Il n’y a pas d’objet « {0} ».',
  'Only one scenario can be the default one.':
    'Un seul scénario peut être le scénario par défaut.',
  '‘{0}’ is not among the fields.': '« {0} » n’est pas parmi les champs.',

  'Begin with https:// and a host, or with tel: or mailto:.':
    'Commencez par https:// et un hôte, ou par tel: ou mailto:.',
  'Name a variable and its field with a point between them, as {{contact.phone}}.':
    'Nommez une variable et son champ, séparés par un point, comme {{contact.phone}}.',
  'Name a variable and its field with a point between them, as contact.phone.':
    'Nommez une variable et son champ, séparés par un point, comme contact.phone.',
  'Name a variable and its field with a point between them, as customer.number.':
    'Nommez une variable et son champ, séparés par un point, comme customer.number.',

  'Give it a subject.': 'Donnez un objet au message.',
  'Write a text, with or without HTML.': 'Écrivez un texte, avec ou sans HTML.',
  'The variable ‘{0}’ is there twice.': 'La variable « {0} » y figure deux fois.',
  '‘{{{0}}}’ is not among the variables.': '« {{{0}}} » n’est pas parmi les variables.',
  '‘{{{0}}}’ is not declared.': '« {{{0}}} » n’est pas déclaré.',
  'Write the message.': 'Écrivez le message.',

  'This is no name of a header.': 'Ce n’est pas le nom d’un en-tête.',
  'This header is set by the server itself.': 'Le serveur pose lui-même cet en-tête.',
  'Write names with points between them.': 'Écrivez des noms séparés par des points.',
  'With its placeholders filled in, this is no JSON.':
    'Une fois ses variables remplies, ce n’est pas du JSON.',
  'Begin with a letter, and go on with letters without accents, digits and underscores.':
    'Commencez par une lettre, puis des lettres sans accent, des chiffres et des tirets bas.',
  'The name ‘{0}’ is there twice.': 'Le nom « {0} » y figure deux fois.',
  'A call by GET has no body.': 'Un appel par GET n’a pas de corps.',

  'Give a host, as smtp.example.com.': 'Indiquez un hôte, comme smtp.example.com.',
  'Leave user and password out of the address: a secret has its own field.':
    'Retirez le nom d’utilisateur et le mot de passe de l’adresse : un secret a son propre champ.',
  'The internal module has no provider and so no address.':
    'Le module interne n’a pas de prestataire, donc pas d’adresse.',
  'Give the address of the provider.': 'Indiquez l’adresse du prestataire.',
  'This queue is in the group already.': 'Cette file est déjà dans le groupe.',

  'A choice needs two at least.': 'Un choix en demande au moins deux.',
  'Only a question of the type “choice” has choices.':
    'Seule une question du type « choix » propose des choix.',
  'Say where the address goes: write {{link}} in the text.':
    'Dites où placer l’adresse : écrivez {{link}} dans le texte.',
  'Another question has the id “{0}” already.':
    'Une autre question a déjà l’identifiant « {0} ».',

  'This channel belongs to the server itself.': 'Ce canal appartient au serveur lui-même.',
  'Only webhook channels are signed and have a secret.':
    'Seuls les canaux par webhook sont signés et ont un secret.',
  'A chat has the flow “chat-messaging”.': 'Un chat a le flux « chat-messaging ».',
  'Customers read a chat where they write: leave this out.':
    'Les clients lisent un chat là où ils écrivent : laissez ceci de côté.',
  'The routing “{0}” cannot be started from this channel.':
    'Le parcours « {0} » ne peut pas être lancé depuis ce canal.',
  'The routing “{0}” has no version in production.':
    'Le parcours « {0} » n’a pas de version en production.',
  'There is no such queue.': 'Cette file n’existe pas.',
};
