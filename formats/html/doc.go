// Package html writes an offline site: chats in bubbles that open by a double click in
// any browser, from a disk, without a network, a server or a program of ours.
//
// # The folder
//
//	index.html            the chats; where there is one, it leads on to its end
//	search.html           the search over all chats
//	exile.css, exile.js   what all pages share
//	CHAT/index.html       the pages of a chat, by year and month
//	CHAT/2026-02.html     a page: a month, of at most 1,000 messages and about 1 MB of text;
//	CHAT/2026-02-2.html   what is more goes on behind it. undated.html holds what has no day,
//	                      which comes first. With --pages 500: 0001.html and so on
//	CHAT/media/…          the files, the bytes of one SHA-256 once
//	search/index.js       the chats, pages and people, and where the following begin
//	search/t7.js          the texts of some 512 messages
//	search/i0-7.js        pairs of characters, and the messages that they stand in
//
// A page is HTML that reads without its script: the script adds the search, the date
// and the view of photos. Each message has the id m and its number in the whole site, each
// day the id d and its date. An answer leads to what it answers if that stands before it. What
// somebody wrote with a poll, a place or a card stands under it.
//
// # The search
//
// A page on a disk may load scripts from beside it but read no file, so all that the search
// needs are scripts that call exile(name, value). Texts are composed (NFC), and small letters
// stand for capital ones. A pair is two characters of one word, or the last of a word and a
// space. The messages of a pair are written as distances, in digits to the base of 45, the lowest
// first; see [segment]. The pairs of a segment, which takes 48 MB in memory, are sorted and cut into
// files of 128 KB, and search/index.js tells the first pair of each. So two characters
// are found by one file, and one character by the files of the pairs that begin with it. What is
// longer is looked up by some of its pairs, and then looked for in the texts.
//
// # One file
//
// With --single-file all is in index.html, files as data: addresses. It holds at most 100,000
// messages and 64 MB of text, else nothing is written and the error says so; a file of more than 16 MB,
// and what goes beyond 128 MB together, is named in its place and counted as lossy-file.
//
// # Safety
//
// Everything that somebody wrote or named is text: nothing of it becomes an element or an
// attribute of its own. Marks that turn the direction of writing are left out, control characters are
// shown as signs. Links lead to http, https and mailto alone, tell nobody where they are followed from,
// and say their host where their words say something else. A file that is none of the
// known inert kinds gets .txt behind its name, one without an extension that of its first bytes,
// or the one that the source tells, or .bin, lest a browser look inside. The policy of each page (Content-Security-Policy) allows
// what lies beside it, and no code within it; that of a single file allows its one script by its hash.
//
// # What is exile's own
//
// Own words of the pages are in the language of the run; the text of a chat has the language
// of its app, by which fonts and line breaks go: Korean breaks between words.
package html
