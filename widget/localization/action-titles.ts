/**
 * The forty actions in French: their titles, what they do, and their branches, by the server’s words in English. What is
 * missing here is shown in English; a test says so.
 */
export const actionTitles: Readonly<Record<string, string>> = {
  Start: 'Départ',
  'Load sharing': 'Répartition de charge',
  'Add a checkpoint': 'Ajouter un point de passage',
  Pause: 'Pause',
  Node: 'Nœud',
  'Simple message': 'Message simple',
  'Message awaiting response': 'Message avec attente de réponse',
  'Message with choice': 'Message à choix',
  'Send an email': 'Envoyer un e-mail',
  'Send a SMS': 'Envoyer un SMS',
  'Distribution to queue': 'Distribution vers une file d’attente',
  'Distribution to a smart routing': 'Distribution vers un parcours intelligent',
  'Distribution to a user': 'Distribution vers un utilisateur',
  'Associate the interaction with a case': 'Associer l’interaction à un dossier',
  'Dissociate the case from the interaction': 'Dissocier le dossier de l’interaction',
  'Create a new case and associate it with the interaction':
    'Créer un dossier et l’associer à l’interaction',
  'Modify a case': 'Modifier un dossier',
  'Associate the interaction with a CRM card': 'Associer l’interaction à une fiche CRM',
  'Create a CRM card': 'Créer une fiche CRM',
  'Associate the interaction with a CRM V2 card': 'Associer l’interaction à une fiche CRM V2',
  'Create a CRM V2 card': 'Créer une fiche CRM V2',
  'Create a task': 'Créer une tâche',
  'Assign values to variables': 'Affecter des valeurs à des variables',
  'Test a value(s)': 'Tester une ou plusieurs valeurs',
  'Values table': 'Table de valeurs',
  'Fill in the variables from a database':
    'Renseigner les variables depuis une base de données',
  'Save values to a database': 'Enregistrer des valeurs dans une base de données',
  'Modify the values of a database': 'Modifier les valeurs d’une base de données',
  'Date and time (retrieval and calculations)': 'Date et heure (lecture et calculs)',
  'Check the number of passages': 'Contrôler le nombre de passages',
  'Check Nth contact': 'Contrôler le énième contact',
  'Test a schedule': 'Tester un horaire',
  'Test if it is an even or odd week': 'Tester si la semaine est paire ou impaire',
  'Web service': 'Service web',
  'Insert a target in a WhatsApp campaign': 'Insérer une cible dans une campagne WhatsApp',
  'Insert a target in a voice campaign': 'Insérer une cible dans une campagne vocale',
  'Insert a target in the SMS campaign': 'Insérer une cible dans la campagne SMS',
  Survey: 'Enquête',
  'Search for invoice': 'Rechercher une facture',
  'Pay an invoice': 'Payer une facture',

  OK: 'OK',
  'No link': 'Aucun lien',
  'Reference not found': 'Référence introuvable',
  Error: 'Erreur',
  'Maximum number of attempts reached': 'Nombre maximal de tentatives atteint',
  'Response time exceeded': 'Délai de réponse dépassé',
  'Partially sent': 'Envoyé en partie',
  'Not mobile': 'Pas un mobile',
  Processed: 'Traitée',
  Unprocessed: 'Non traitée',
  'Overflow – No user': 'Débordement – Aucun utilisateur',
  'Overflow – Maximum estimated waiting time': 'Débordement – Temps d’attente estimé maximal',
  'Overflow – Maximum number of waiting interactions':
    'Débordement – Nombre maximal d’interactions en attente',
  Overflow: 'Débordement',
  'Dissuasion – Maximum wait time reached': 'Dissuasion – Temps d’attente maximal atteint',
  'Dissuasion – By the user': 'Dissuasion – Par l’utilisateur',
  'Dissuasion (all types)': 'Dissuasion (tous les types)',
  'Not found': 'Introuvable',
  'Maximum number of distributions to a smart routing reached':
    'Nombre maximal de distributions vers un parcours intelligent atteint',
  'No response': 'Pas de réponse',
  'Not OK': 'Non OK',
  'By default': 'Par défaut',
  Yes: 'Oui',
  No: 'Non',
  'No value': 'Aucune valeur',
  'Column(s) not found': 'Colonne(s) introuvable(s)',
  'No value found': 'Aucune valeur trouvée',
  'No modification': 'Aucune modification',
  'Less than or equal to': 'Inférieur ou égal',
  Greater: 'Supérieur',
  Open: 'Ouvert',
  Closed: 'Fermé',
  Even: 'Paire',
  Uneven: 'Impaire',
  Duplication: 'Doublon',
  'Invalid number': 'Numéro invalide',
  'Payment stopped': 'Paiement interrompu',
  'Bank transfer error': 'Erreur de virement',
  'Invoice not found': 'Facture introuvable',
  'Fraudulent payment': 'Paiement frauduleux',
  'Failed payment': 'Paiement échoué',
  'Payment error': 'Erreur de paiement',
  'Payment successful': 'Paiement réussi',
  'Notification successfully sent': 'Notification envoyée',

  'Where every interaction enters the routing.':
    'Là où chaque interaction entre dans le parcours.',
  'Splits interactions at random over up to ten links, by weight.':
    'Répartit les interactions au hasard sur dix liens au plus, selon leur poids.',
  'Marks that the customer came through here.': 'Note que le client est passé par ici.',
  'Waits so many seconds before the next action.':
    'Attend tant de secondes avant l’action suivante.',
  'Brings several branches together, or keeps a large tree readable.':
    'Réunit plusieurs branches, ou garde lisible un grand arbre.',
  'Sends a message and goes on at once.': 'Envoie un message et continue aussitôt.',
  'Asks questions, checks each answer and keeps it in a variable.':
    'Pose des questions, contrôle chaque réponse et la garde dans une variable.',
  'Offers replies to choose from; each has its own branch.':
    'Propose des réponses au choix ; chacune a sa branche.',
  'Sends an e-mail by a template, and waits until the mail server took it.':
    'Envoie un e-mail d’après un modèle, et attend que le serveur de messagerie l’ait pris.',
  'Sends a text message by a template, and waits until the gateway took it.':
    'Envoie un SMS d’après un modèle, et attend que la passerelle l’ait pris.',
  'Lets the interaction wait for an advisor who serves the queue.':
    'Fait attendre l’interaction jusqu’à ce qu’un conseiller de la file la prenne.',
  'Hands the interaction to another smart routing, at its start.':
    'Passe l’interaction à un autre parcours intelligent, à son départ.',
  'Gives the interaction to one user, who keeps it while the routing goes on.':
    'Donne l’interaction à un utilisateur, qui la garde tandis que le parcours continue.',
  'Links the interaction to a case that there is.': 'Lie l’interaction à un dossier existant.',
  'Takes away the link to the case, if there is one.':
    'Retire le lien au dossier, s’il existe.',
  'Opens a case for the customer and links the interaction to it.':
    'Ouvre un dossier pour le client et y lie l’interaction.',
  'Changes the case that is named, or the one that the interaction is linked to.':
    'Modifie le dossier nommé, ou celui auquel l’interaction est liée.',
  'Looks for the customer’s card in the built-in CRM and links the interaction to it.':
    'Cherche la fiche du client dans le CRM intégré et y lie l’interaction.',
  'Makes a card in the built-in CRM.': 'Crée une fiche dans le CRM intégré.',
  'Looks for the customer’s card in a CRM of your own, and links it when it is the only one.':
    'Cherche la fiche du client dans votre propre CRM, et la lie si elle est la seule.',
  'Makes a card of one of the objects of a CRM of your own.':
    'Crée une fiche de l’un des objets de votre propre CRM.',
  'Makes a task for the interaction.': 'Crée une tâche pour l’interaction.',
  'Writes values into variables; later rows see earlier ones.':
    'Écrit des valeurs dans des variables ; les lignes suivantes voient les précédentes.',
  'Compares variables and leaves by yes or no.':
    'Compare des variables et sort par oui ou non.',
  'Looks a value up in a table and stores what belongs to it.':
    'Cherche une valeur dans une table et garde ce qui lui correspond.',
  'Looks a row up in a database and stores its values.':
    'Cherche une ligne dans une base de données et garde ses valeurs.',
  'Adds a row to a database.': 'Ajoute une ligne à une base de données.',
  'Looks rows up in a database and changes their values.':
    'Cherche des lignes dans une base de données et modifie leurs valeurs.',
  'Stores a date and time in a variable, as 2026-11-20T11:00:00+01:00: local time with its offset.':
    'Garde une date et une heure dans une variable, comme 2026-11-20T11:00:00+01:00 : heure locale avec son décalage.',
  'Counts how often the interaction has come through here.':
    'Compte combien de fois l’interaction est passée par ici.',
  'Leaves by how often the customer has been in contact before, over some days.':
    'Sort selon le nombre de contacts précédents du client, sur quelques jours.',
  'Leaves by whether a calendar is open at this moment.':
    'Sort selon qu’un calendrier est ouvert ou non à cet instant.',
  'Leaves by the number of the present ISO week: even or uneven.':
    'Sort selon le numéro de la semaine ISO en cours : pair ou impair.',
  'Calls an HTTP service, and keeps what it answers.':
    'Appelle un service HTTP, et garde sa réponse.',
  'Puts a customer into an outgoing WhatsApp campaign.':
    'Place un client dans une campagne WhatsApp sortante.',
  'Puts a customer into an outgoing campaign of calls.':
    'Place un client dans une campagne d’appels sortante.',
  'Puts a customer who has a mobile into an outgoing SMS campaign.':
    'Place un client qui a un mobile dans une campagne SMS sortante.',
  'Invites the customer to a survey, once.': 'Invite le client à une enquête, une seule fois.',
  'Looks an invoice up and keeps it in the variable bill.':
    'Cherche une facture et la garde dans la variable bill.',
  'Gives the customer a link by which they pay, and in the routing waits for the payment.':
    'Donne au client un lien pour payer, et attend le paiement dans le parcours.',
};

/** A title, a summary or a branch of an action type in French; English where there is none. */
export function frenchTitle(english: string): string {
  const link = /^Link (\d+)$/.exec(english);
  if (link) return `Lien ${link[1]}`;
  return (Object.hasOwn(actionTitles, english) && actionTitles[english]) || english;
}
