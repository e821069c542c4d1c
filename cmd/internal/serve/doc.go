// Package serve is the window: exile for people without a terminal. It is a web
// server for one person, on this computer alone, whose pages any browser shows.
//
//	http://127.0.0.1:PORT/TOKEN/…
//
// # Who may ask
//
// The server listens on 127.0.0.1, on a port that the system chooses. Other programs,
// other people of this computer and any page in the browser can reach that port. So
// the gate lets a request pass only if
//
//   - its Host is exactly 127.0.0.1:PORT: a name that was made to mean 127.0.0.1 is
//     another host (DNS rebinding);
//   - its path begins with TOKEN, 128 random bits;
//   - it carries the cookie that was set when the window was opened. The cookie is bound
//     to that path and sent from the server's own pages alone (SameSite=Strict);
//   - its Origin and Sec-Fetch-Site, where the browser sends them, say that a page of ours
//     asks. What changes something must send an Origin and a header of our own besides, which
//     no other page can add without being asked first.
//
// The cookie is set by a ticket, which is good for one time. It stands in a file that only
// the person can read and that sends the browser on: a command line, which all users of a
// computer can read, never holds it.
//
// # What a browser keeps
//
// Browsers write histories, caches and what they restore after a crash to the disk in
// the clear. So no page has a title of its own, no address holds a word of anybody's, nothing
// may be stored (no-store), fields are not remembered (autocomplete=off), and what is typed
// is sent by a script and never as a form of its own, since the bodies of those are kept for "back".
// Pages ask not to be translated: a browser that does so by itself sends their text to whoever
// translates. What no page can keep a browser, its extensions or the system from is keeping what
// it has in memory, swapping it out, or showing it to a program that looks at the screen.
//
// # What counts as doing something
//
// A sealed archive is locked when nobody has done anything for a while. Something is done by
// whoever goes to a page, sends a form, types, points or scrolls, and by work that the person
// waits for until it is over. What a page asks for by itself, such as how far some work is, is
// nothing; nor is where it goes by itself, in browsers that tell (Sec-Fetch-User; Safari does not).
//
// # Pages
//
// A page is made here (html/template) and works as it comes; scripts add what goes on while
// one looks at it. A handler returns an error, and the person reads its sentence and hint.
package serve
