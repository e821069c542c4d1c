package whatsapp

// titlePrefixes are what stands before the title in the names of exports, longer
// ones before shorter.
var titlePrefixes = [...]string{
	"WhatsApp Chat with ",
	"WhatsApp Chat - ",
	"WhatsApp Chat – ",
	"WhatsApp Chat mit ",
	"WhatsApp-Chat mit ",
	"WhatsApp-chat met ",
	"WhatsApp-chatt med ",
	"Чат WhatsApp с контактом ",
	"Чат WhatsApp с ",
	"Чат WhatsApp з ",
	"Chat WhatsApp s uživatelem ",
	"Chat de WhatsApp con ",
	"Chat WhatsApp con ",
	"Chat di WhatsApp con ",
	"Chat WhatsApp dengan ",
	"Conversa do WhatsApp com ",
	"Conversa no WhatsApp com ",
	"Discussion WhatsApp avec ",
	"Czat WhatsApp z ",
	"WhatsApp ile ",
}
