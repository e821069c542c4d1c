package whatsapptest

// tongue holds the words of the app in one language. %s in a sentence stands for
// a name: the first for whoever did it, the second for whom.
type tongue struct {
	mark string // U+200E, in languages from right to left U+200F

	image, video, audio, sticker, document, contact string // on an iPhone, each "omitted"

	omitted, attached, file string // <Media omitted>, "attached", "file attached"

	deleted, deletedBySelf   string
	missedVoice, missedVideo string

	edited string    // "" where nobody has shown it
	poll   string    // "POLL"
	option [2]string // "OPTION: %s (%d vote)", and of several
	place  string    // before the address of a map

	encrypted, join, leave, add, remove, icon, subject string

	android, ios string // before the chat's name in that of the file
}

// words returns the words of a language; what a language lacks is English where a
// reader goes by the form, and else is not written.
func words(lang string) *tongue {
	w := europe(lang)
	if w == nil {
		w = beyond(lang)
	}
	if w.mark == "" {
		w.mark = "\u200e"
	}
	if w.place == "" {
		w.place = "Location"
	}
	if w.android == "" {
		w.android = "WhatsApp Chat with "
	}
	if w.ios == "" {
		w.ios = "WhatsApp Chat - "
	}
	return w
}

func europe(lang string) *tongue {
	switch lang {
	case "en":
		return &tongue{
			image: "image omitted", video: "video omitted", audio: "audio omitted", sticker: "sticker omitted",
			document: "document omitted", contact: "Contact card omitted",
			omitted: "<Media omitted>", attached: "attached", file: "file attached",
			deleted: "This message was deleted", deletedBySelf: "You deleted this message",
			missedVoice: "Missed voice call", missedVideo: "Missed video call",
			edited: "<This message was edited>", poll: "POLL", option: [2]string{"OPTION: %s (%d vote)", "OPTION: %s (%d votes)"},
			encrypted: "Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them.",
			join:      "%s joined using this group's invite link", leave: "%s left", add: "%s added %s", remove: "%s removed %s",
			icon: "%s changed this group's icon", subject: `%s changed the subject from "A" to "Plans: Friday"`,
		}
	case "de":
		return &tongue{
			image: "Bild weggelassen", video: "Video weggelassen", audio: "Audio weggelassen", sticker: "Sticker weggelassen",
			document: "Dokument weggelassen", contact: "Kontaktkarte ausgelassen",
			omitted: "<Medien ausgeschlossen>", attached: "Anhang", file: "Datei angehängt",
			deleted: "Diese Nachricht wurde gelöscht", deletedBySelf: "Du hast diese Nachricht gelöscht",
			missedVoice: "Verpasster Sprachanruf", missedVideo: "Verpasster Videoanruf",
			edited: "<Diese Nachricht wurde bearbeitet.>", poll: "UMFRAGE", option: [2]string{"OPTION: %s (%d Stimme)", "OPTION: %s (%d Stimmen)"}, place: "Standort",
			encrypted: "Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt. Niemand außerhalb dieses Chats kann sie lesen oder anhören, nicht einmal WhatsApp.",
			join:      "%s ist dieser Gruppe über einen Einladungslink beigetreten", leave: "%s hat die Gruppe verlassen",
			add: "%s hat %s hinzugefügt", remove: "%s hat %s entfernt", icon: "%s hat das Gruppenbild geändert",
			subject: `%s hat den Betreff von „A“ zu „Pläne: Freitag“ geändert`, android: "WhatsApp Chat mit ",
		}
	case "nl":
		return &tongue{
			image: "afbeelding weggelaten", video: "video weggelaten", audio: "audio weggelaten", sticker: "sticker weggelaten",
			document: "document weggelaten", contact: "Visitekaartje weggelaten",
			omitted: "<Media weggelaten>", attached: "bijgevoegd", file: "bestand bijgevoegd",
			deleted: "Dit bericht is verwijderd", deletedBySelf: "U hebt dit bericht verwijderd",
			missedVoice: "Gemist spraakgesprek", missedVideo: "Gemist videogesprek", edited: "<Dit bericht is bewerkt>", place: "Locatie",
			encrypted: "Berichten en gesprekken worden end-to-end versleuteld. Niemand buiten deze chat kan ze lezen of beluisteren, zelfs WhatsApp niet.",
			join:      "%s is toegetreden via de uitnodigingslink", leave: "%s heeft de groep verlaten", add: "%s heeft %s toegevoegd",
			remove: "%s heeft %s verwijderd", icon: "%s heeft de groepsafbeelding gewijzigd", android: "WhatsApp-chat met ",
		}
	case "fr":
		return &tongue{
			image: "image absente", video: "vidéo absente", audio: "audio omis", sticker: "sticker omis",
			document: "document manquant", contact: "Fiche contact manquante",
			omitted: "<Médias omis>", attached: "pièce jointe", file: "fichier joint",
			deleted: "Ce message a été supprimé", deletedBySelf: "Vous avez supprimé ce message",
			missedVoice: "Appel vocal manqué", missedVideo: "Appel vidéo manqué", edited: "<Ce message a été modifié>", place: "Localisation",
			encrypted: "Les messages et les appels sont chiffrés de bout en bout. Aucun tiers, pas même WhatsApp, ne peut les lire ou les écouter.",
			join:      "%s a rejoint le groupe avec un lien d'invitation", leave: "%s est parti", add: "%s a ajouté %s", remove: "%s a retiré %s",
			icon: "%s a changé l'icône de ce groupe", subject: "%s a changé le sujet de « A » à « Plans: vendredi »", android: "Discussion WhatsApp avec ",
		}
	case "es":
		return &tongue{
			image: "imagen omitida", video: "Video omitido", audio: "audio omitido", sticker: "sticker omitido",
			document: "documento omitido", contact: "Tarjeta de contacto omitida",
			omitted: "<Multimedia omitido>", attached: "adjunto", file: "archivo adjunto",
			deleted: "Se eliminó este mensaje", deletedBySelf: "Eliminaste este mensaje", //nolint:misspell // Spanish
			missedVoice: "Llamada perdida", missedVideo: "Videollamada perdida",
			edited: "<Se editó este mensaje.>", poll: "ENCUESTA", option: [2]string{"OPCIÓN: %s (%d voto)", "OPCIÓN: %s (%d votos)"}, place: "Ubicación",
			encrypted: "Los mensajes y las llamadas están cifrados de extremo a extremo. Nadie fuera de este chat, ni siquiera WhatsApp, puede leerlos ni escucharlos.",
			join:      "%s se unió usando el enlace de invitación de este grupo", leave: "%s salió del grupo", add: "%s añadió a %s",
			remove: "%s eliminó a %s", icon: "%s cambió el ícono de este grupo", android: "Chat de WhatsApp con ",
		}
	}
	return europeToo(lang)
}

func europeToo(lang string) *tongue {
	switch lang {
	case "pt":
		return &tongue{
			image: "imagem ocultada", video: "vídeo omitido", audio: "áudio ocultado", sticker: "figurinha omitida",
			document: "documento omitido", contact: "Cartão do contato omitido",
			omitted: "<Mídia oculta>", attached: "anexado", file: "arquivo anexado",
			deleted: "Mensagem apagada", deletedBySelf: "Você apagou esta mensagem",
			missedVoice: "Chamada de voz perdida", missedVideo: "Chamada de vídeo perdida", edited: "<Mensagem editada>", place: "Localização",
			encrypted: "As mensagens e as chamadas são protegidas com a criptografia de ponta a ponta e ficam somente entre você e os participantes desta conversa. Nem mesmo o WhatsApp pode ler ou ouvi-las.", //nolint:misspell // Portuguese
			join:      "%s entrou usando o link de convite deste grupo", leave: "%s saiu", add: "%s adicionou %s", remove: "%s removeu %s",
			icon: "%s mudou a imagem deste grupo", android: "Conversa do WhatsApp com ",
		}
	case "it":
		return &tongue{
			image: "immagine omessa", video: "video omesso", audio: "audio omesso", sticker: "sticker non incluso",
			document: "documento omesso", contact: "Scheda contatto omessa",
			omitted: "<Media omessi>", attached: "allegato", file: "file allegato",
			deleted: "Questo messaggio è stato eliminato", deletedBySelf: "Hai eliminato questo messaggio", //nolint:misspell // Italian
			missedVoice: "Chiamata vocale persa", missedVideo: "Videochiamata persa", edited: "<Questo messaggio è stato modificato>", place: "Posizione", //nolint:misspell // Italian
			encrypted: "I messaggi e le chiamate sono crittografati end-to-end. Nessuno al di fuori di questa chat, nemmeno WhatsApp, può leggerne o ascoltarne il contenuto.",
			join:      "%s si è unito usando il link d'invito al gruppo", leave: "%s ha abbandonato", add: "%s ha aggiunto %s", remove: "%s ha rimosso %s",
			icon: "%s ha cambiato l'immagine di questo gruppo", android: "Chat WhatsApp con ",
		}
	case "ru":
		return &tongue{
			image: "изображение отсутствует", video: "видео отсутствует", audio: "аудиофайл отсутствует", sticker: "стикер не добавлен",
			document: "документ отсутствует", contact: "Карточка контакта отсутствует",
			omitted: "<Без медиафайлов>", attached: "прикреплено", file: "файл добавлен",
			deleted: "Данное сообщение удалено", deletedBySelf: "Вы удалили данное сообщение",
			missedVoice: "Пропущенный аудиозвонок", missedVideo: "Пропущенный видеозвонок", place: "Местоположение",
			encrypted: "Сообщения и звонки защищены сквозным шифрованием. Третьи лица, включая WhatsApp, не могут прочитать ваши сообщения или прослушать звонки.",
			join:      "%s присоединился(-ась) по ссылке-приглашению", leave: "%s вышел(-а)", add: "%s добавил(-а) %s", remove: "%s удалил(-а) %s",
			icon: "%s изменил(-а) иконку группы", subject: "%s изменил(-а) тему с «А» на «Планы: пятница»", android: "Чат WhatsApp с ",
		}
	case "cs":
		return &tongue{
			image: "obrázek vynechán", video: "video vynecháno", audio: "zvukový soubor vynechán", sticker: "nálepka vynechána",
			document: "dokument vynechán", contact: "Vizitka vynechána",
			omitted: "<Média vynechány>", attached: "příloha", file: "soubor byl přiložen",
			deleted: "Tato zpráva byla odstraněna", deletedBySelf: "Tuto zprávu jste odstranil/a",
			missedVoice: "Zmeškaný hlasový hovor", missedVideo: "Zmeškaný videohovor", place: "Poloha",
			encrypted: "Zprávy a hovory jsou opatřeny koncovým šifrováním. Nikdo, kdo není přímým účastníkem této konverzace, ji nemůže sledovat ani poslouchat. Dokonce ani WhatsApp.",
			join:      "%s se připojil/a pomocí zvacího odkazu", leave: "%s odešel/a", add: "%s přidal/a %s", remove: "%s odebral/a %s",
			icon: "%s změnil/a ikonu této skupiny", android: "Chat WhatsApp s uživatelem ",
		}
	case "fi":
		return &tongue{
			image: "ei kuvaa", video: "videota ei sisällytetä", audio: "äänitiedostoa ei sisällytetä", sticker: "tarraa ei sisällytetty",
			document: "dokumenttia ei sisällytetä", contact: "Yhteystietokortti jätettiin pois",
			omitted: "<Media jätettiin pois>", attached: "liite", file: "liitetiedosto",
			deleted: "Tämä viesti poistettiin", deletedBySelf: "Poistit tämän viestin",
			missedVoice: "Vastaamaton äänipuhelu", missedVideo: "Vastaamaton videopuhelu", place: "Sijainti",
			encrypted: "Viestit ja puhelut salataan täysin. Kukaan tämän keskustelun ulkopuolinen, ei edes WhatsApp, voi lukea tai kuunnella niitä.",
			join:      "%s liittyi ryhmän kutsulinkillä", leave: "%s poistui", add: "%s lisäsi %s", remove: "%s poisti %s", icon: "%s vaihtoi ryhmän kuvakkeen",
		}
	case "hr":
		return &tongue{
			image: "slika izostavljena", video: "video izostavljen", audio: "zvuk izostavljen", sticker: "naljepnica izostavljena",
			document: "dokument izostavljen", contact: "Posjetnica izostavljena",
			omitted: "<Medijski zapis izostavljen>", attached: "priloženo", file: "datoteka u privitku",
			deleted: "Ova je poruka izbrisana", deletedBySelf: "Izbrisali ste ovu poruku",
			missedVoice: "Propušteni glasovni poziv", missedVideo: "Propušteni videopoziv", place: "Lokacija",
			encrypted: "Poruke i pozivi zaštićeni su potpunom enkripcijom. Nitko izvan ovog razgovora, čak ni WhatsApp, ne može ih pročitati niti poslušati.",
			join:      "%s se pridružio putem pozivnice", leave: "%s je izašao", add: "%s je dodao %s", remove: "%s je uklonio %s", icon: "%s je promijenio ikonu grupe",
		}
	case "sv":
		return &tongue{
			image: "bild utesluten", video: "video utesluten", audio: "ljud uteslutet", sticker: "sticker utesluten",
			document: "dokument uteslutet", contact: "Kontaktkort uteslutet",
			omitted: "<Media har utelämnats>", attached: "bifogat", file: "bifogad fil",
			deleted: "Det här meddelandet raderades", deletedBySelf: "Du raderade det här meddelandet",
			missedVoice: "Missat röstsamtal", missedVideo: "Missat videosamtal", place: "Plats",
			encrypted: "Meddelanden och samtal är komplett krypterade. Ingen utanför denna chatt, inte ens WhatsApp, kan läsa dem eller lyssna på dem.",
			join:      "%s gick med via gruppens inbjudningslänk", leave: "%s lämnade", add: "%s lade till %s", remove: "%s tog bort %s", icon: "%s bytte gruppens ikon",
		}
	}
	return nil
}
