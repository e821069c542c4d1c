// Package console is what the two programs, exile and exile-telegram, share as
// programs of a terminal: exit statuses, help pages and usage errors in the person's
// language, text that is fit for a terminal, and the terminal itself. It knows
// nothing of chats and of where they are kept.
package console
